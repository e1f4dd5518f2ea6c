// The frame of the admin's views: a menu of topics, and the topic that the address names.

import {claims} from "./api.js";
import {h} from "./dom.js";
import {problemLine} from "./form.js";
import {texts} from "./text.js";
import {showAdminFilms} from "./admin-films.js";
import {showAdminShowtimes} from "./admin-showtimes.js";
import {showAdminStudios} from "./admin-studios.js";
import {showAdminUsers} from "./admin-users.js";

const t = texts({
  en: {admin: "Admin", refused: "Only an admin may open this view.",
    films: "Films", aboutFilms: "Add, change and remove films. Import films from TheMovieDB.",
    showtimes: "Showtimes", aboutShowtimes: "See the plan of a day. Add and cancel showtimes.",
    studios: "Studios", aboutStudios: "See the studios and add one.",
    users: "Users", aboutUsers: "See all accounts, change roles, delete accounts."},
  id: {admin: "Admin", refused: "Hanya admin yang boleh membuka halaman ini.",
    films: "Film", aboutFilms: "Tambah, ubah, dan hapus film. Impor film dari TheMovieDB.",
    showtimes: "Jadwal", aboutShowtimes: "Lihat jadwal satu hari. Tambah dan batalkan jadwal.",
    studios: "Studio", aboutStudios: "Lihat semua studio dan tambah studio.",
    users: "Pengguna", aboutUsers: "Lihat semua akun, ubah peran, hapus akun."},
});

const topics = {
  films: [t("films"), t("aboutFilms"), showAdminFilms],
  showtimes: [t("showtimes"), t("aboutShowtimes"), showAdminShowtimes],
  studios: [t("studios"), t("aboutStudios"), showAdminStudios],
  users: [t("users"), t("aboutUsers"), showAdminUsers],
};

export async function showAdmin(main, topic) {
  if (claims()?.role !== "admin") {
    main.append(h("h1", {}, t("admin")), problemLine({detail: t("refused")}));
    return;
  }
  const [title, , show] = topics[topic] ?? [t("admin"), "", showTopics];
  main.append(menu(topic), h("h1", {}, title));
  return show(main);
}

function menu(topic) {
  const link = ([name, [title]]) =>
    h("a", {href: "#/admin/" + name, "aria-current": name === topic && "page"}, title);
  return h("nav", {class: "topics", "aria-label": t("admin")}, Object.entries(topics).map(link));
}

function showTopics(main) {
  const card = ([name, [title, about]]) =>
    h("li", {class: "card"}, h("a", {href: "#/admin/" + name}, title), h("p", {}, about));
  main.append(h("ul", {class: "grid"}, Object.entries(topics).map(card)));
}
