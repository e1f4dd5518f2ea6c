// Log in, register, and the account of the user.

import {forgetSession, hasSession, keepSession, send} from "./api.js";
import {h, parameters, say} from "./dom.js";
import {field, form, problemLine} from "./form.js";
import {dayOf, texts} from "./text.js";

const t = texts({
  en: {
    login: "Log in", register: "Create an account", account: "Account", logout: "Log out",
    welcome: "Nonton Yuk sells cinema tickets. Log in to see what is showing.",
    noAccount: "No account yet?", hasAccount: "You have an account already?",
    email: "Email", password: "Password", passwordHint: "At least 8 characters. A few words are good.",
    role: "Role", customer: "customer", staff: "staff", admin: "admin", since: "Member since",
    changePassword: "Change the password", oldPassword: "Old password", newPassword: "New password",
    passwordChanged: "The password is changed. All other sessions have ended.",
    deleteAccount: "Delete the account", deleteHint: "Your account ends at once, and nothing brings it back.",
    ended: "Your session has ended. Log in again, and you go back to where you were.",
    out: "You are logged out.",
    outHere: "You are logged out in this tab. The server gave no answer, so it still keeps the session.",
    deleted: "Your account is deleted.",
  },
  id: {
    login: "Masuk", register: "Buat akun", account: "Akun", logout: "Keluar",
    welcome: "Nonton Yuk menjual tiket bioskop. Masuklah untuk melihat film yang tayang.",
    noAccount: "Belum punya akun?", hasAccount: "Sudah punya akun?",
    email: "Email", password: "Kata sandi", passwordHint: "Paling sedikit 8 karakter. Beberapa kata sudah bagus.",
    role: "Peran", customer: "pelanggan", staff: "petugas", admin: "admin", since: "Anggota sejak",
    changePassword: "Ganti kata sandi", oldPassword: "Kata sandi lama", newPassword: "Kata sandi baru",
    passwordChanged: "Kata sandi sudah diganti. Semua sesi lain berakhir.",
    deleteAccount: "Hapus akun", deleteHint: "Akun Anda langsung dihapus, dan tidak dapat dikembalikan.",
    ended: "Sesi Anda sudah berakhir. Masuklah lagi, lalu Anda kembali ke tempat tadi.",
    out: "Anda sudah keluar.",
    outHere: "Anda sudah keluar di tab ini. Server tidak menjawab, jadi sesinya masih ada di sana.",
    deleted: "Akun Anda sudah dihapus.",
  },
});

const NOTICES = ["ended", "out", "outHere", "deleted"];

export async function showLogin(main) {
  const notice = parameters().get("notice");
  main.append(
    h("h1", {}, t("login")),
    NOTICES.includes(notice) ? h("p", {class: "notice", role: "status"}, t(notice)) : h("p", {}, t("welcome")),
    form(logIn, {class: "narrow"},
      email(), password("password", t("password"), "current-password"),
      h("div", {class: "actions"}, h("button", {}, t("login")))),
    h("p", {}, t("noAccount"), " ", h("a", {href: withThen("#/register")}, t("register"))));
}

export async function showRegister(main) {
  main.append(
    h("h1", {}, t("register")),
    form(register, {class: "narrow"},
      email(), password("password", t("password"), "new-password", t("passwordHint")),
      h("div", {class: "actions"}, h("button", {}, t("register")))),
    h("p", {}, t("hasAccount"), " ", h("a", {href: withThen("#/login")}, t("login"))));
}

const email = () => field("email", t("email"), {type: "email", autocomplete: "username", required: true});

const password = (name, label, autocomplete, hint) =>
  field(name, label, {type: "password", autocomplete, required: true, hint});

/** The address to which the login leads goes along, if there is one. */
function withThen(address) {
  const then = parameters().get("then");
  return then ? address + "?" + new URLSearchParams({then}) : address;
}

async function register(account) {
  const answer = await send("POST", "/api/register", {body: account, anonymous: true});
  return answer.ok ? logIn(account) : answer.problem;
}

/** It replaces the login in the history, so that "back" does not lead to it. */
async function logIn(account) {
  const answer = await send("POST", "/api/login", {body: account, anonymous: true});
  if (!answer.ok) return answer.problem;
  if (hasSession()) forgetSession(); // another user was logged in here
  keepSession(answer.data);
  location.replace("#" + (parameters().get("then") ?? "/"));
}

export async function showAccount(main) {
  main.append(h("h1", {}, t("account")));
  const answer = await send("GET", "/api/me");
  if (!answer.ok) return void main.append(problemLine(answer.problem));
  const {email, role, created_at} = answer.data;
  main.append(
    h("dl", {}, h("dt", {}, t("email")), h("dd", {}, email), h("dt", {}, t("role")), h("dd", {}, t(role)),
      h("dt", {}, t("since")), h("dd", {}, dayOf(created_at) + " " + new Date(created_at).getFullYear())),
    h("div", {class: "actions"}, h("button", {onclick: logOut}, t("logout"))),
    h("h2", {}, t("changePassword")), passwordForm(email),
    h("h2", {}, t("deleteAccount")), h("p", {}, t("deleteHint")), deletionForm(email));
}

/** The tab forgets its tokens in any case: its user wants to leave this computer. */
async function logOut() {
  const answer = await send("POST", "/api/logout");
  leave(answer.ok || answer.status === 401 ? "out" : "outHere");
}

/** Forgets the tokens; the login tells why. */
export function leave(notice) {
  forgetSession();
  location.replace("#/login?notice=" + notice);
}

/** A password manager learns from the hidden field whose password this is. */
const owner = email => h("input", {type: "hidden", autocomplete: "username", value: email});

function passwordForm(email) {
  const made = form(async passwords => {
    const answer = await send("POST", "/api/password", {body: passwords});
    if (!answer.ok) return answer.problem;
    made.reset();
    say(t("passwordChanged"));
  }, {class: "narrow"}, owner(email),
    password("old_password", t("oldPassword"), "current-password"),
    password("new_password", t("newPassword"), "new-password", t("passwordHint")),
    h("div", {class: "actions"}, h("button", {}, t("changePassword"))));
  return made;
}

function deletionForm(email) {
  return form(async confirmation => {
    const answer = await send("DELETE", "/api/me", {body: confirmation});
    if (!answer.ok) return answer.problem;
    leave("deleted");
  }, {class: "narrow"}, owner(email),
    password("password", t("password"), "current-password"),
    h("div", {class: "actions"}, h("button", {class: "danger"}, t("deleteAccount"))));
}
