// All accounts by pages: an admin changes roles and deletes accounts.

import {leave} from "./account.js";
import {claims, send} from "./api.js";
import {openForm} from "./dialog.js";
import {h, say} from "./dom.js";
import {field, form} from "./form.js";
import {locale, texts} from "./text.js";
import {pagedList} from "./admin-parts.js";

const t = texts({
  en: {customer: "Customer", staff: "Staff", admin: "Admin", role: "Role of {email}",
    save: "Save", saveRole: "Save role: {email}", since: "since {day}",
    you: "you", same: "{email} has this role already: {role}.",
    changed: "{email} has a new role: {role}. Its sessions are over.",
    delete: "Delete", deleteUser: "Delete {email}?", deleted: "{email} is deleted.",
    sure: "The account and its sessions end. Its orders stay for the books, without the email. You cannot undo this."},
  id: {customer: "Pelanggan", staff: "Staf", admin: "Admin", role: "Peran {email}",
    save: "Simpan", saveRole: "Simpan peran: {email}", since: "sejak {day}",
    you: "Anda", same: "{email} sudah punya peran ini: {role}.",
    changed: "{email} punya peran baru: {role}. Semua sesinya berakhir.",
    delete: "Hapus", deleteUser: "Hapus {email}?", deleted: "{email} dihapus.",
    sure: "Akun dan sesinya berakhir. Pesanannya tetap ada di pembukuan, tanpa email. Ini tidak bisa dibatalkan."},
});

export async function showAdminUsers(main) {
  const {list, draw} = pagedList(page => "/api/users?" + new URLSearchParams({page}), row);
  main.append(list);
  await draw();
}

const date = new Intl.DateTimeFormat(locale, {dateStyle: "long"});
const isYou = user => claims()?.sub === String(user.id);

function row(user, draw) {
  const facts = [t("since", {day: date.format(new Date(user.created_at))}), isYou(user) && t("you")].filter(Boolean);
  const attributes = {class: "danger", "aria-label": t("deleteUser", user), onclick: () => remove(user, draw)};
  return h("li", {},
    h("div", {}, h("strong", {}, user.email), h("div", {class: "soft"}, facts.join(" · "))),
    roleForm(user),
    h("button", attributes, t("delete")));
}

function roleForm(user) {
  const roles = ["customer", "staff", "admin"].map(role => [role, t(role)]);
  const role = field("role", t("role", user), {}, roles);
  role.querySelector("label").className = "hidden";
  role.querySelector("select").value = user.role;
  return form(async ({role}) => {
    if (role === user.role) return void say(t("same", {...user, role: t(role)}));
    const answer = await send("PUT", `/api/users/${user.id}/role`, {body: {role}});
    if (!answer.ok) return answer.problem;
    if (isYou(user)) return leave("out"); // a new role ends the sessions
    user.role = role;
    say(t("changed", {...user, role: t(role)}));
  }, {class: "role"}, role, h("button", {class: "quiet", "aria-label": t("saveRole", user)}, t("save")));
}

function remove(user, draw) {
  openForm(t("deleteUser", user), {
    button: h("button", {class: "danger"}, t("delete")),
    submit: () => send("DELETE", "/api/users/" + user.id),
    done: async () => {
      if (isYou(user)) return leave("deleted");
      await draw();
      say(t("deleted", user));
    },
  }, h("p", {}, t("sure")));
}
