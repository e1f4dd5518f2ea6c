// The admin's films: find, add, change, remove, and import from TheMovieDB.

import {send} from "./api.js";
import {openForm} from "./dialog.js";
import {h, say} from "./dom.js";
import {field, form} from "./form.js";
import {texts} from "./text.js";
import {number, pagedList} from "./admin-parts.js";

const t = texts({
  en: {search: "Part of the title", find: "Find", add: "Add a film", change: "Change", remove: "Remove", save: "Save",
    changeFilm: "Change “{title}”", removeFilm: "Remove “{title}”?",
    sure: "Customers then no longer find this film. No import brings it back. You cannot undo this.",
    title: "Title", genre: "Genres, separated by commas", duration: "Minutes (1 to 600)", released: "Release date",
    overview: "Overview", minutes: "{n} minutes", byHand: "kept by an admin", imported: "imported",
    none: "There is no such film.", added: "“{title}” is added.", changed: "“{title}” is changed.",
    removed: "“{title}” is removed.", noMore: "No import changes it from now on.", import: "Import from TheMovieDB",
    counts: "Import: {created} new, {updated} changed, {unchanged} as before, {kept} kept as an admin left them, "
      + "{skipped} left out."},
  id: {search: "Bagian dari judul", find: "Cari", add: "Tambah film", change: "Ubah", remove: "Hapus", save: "Simpan",
    changeFilm: "Ubah “{title}”", removeFilm: "Hapus “{title}”?",
    sure: "Pelanggan tidak menemukan film ini lagi. Impor tidak mengembalikannya. Ini tidak bisa dibatalkan.",
    title: "Judul", genre: "Genre, dipisahkan koma", duration: "Menit (1 sampai 600)", released: "Tanggal rilis",
    overview: "Ringkasan", minutes: "{n} menit", byHand: "diatur admin", imported: "hasil impor",
    none: "Film itu tidak ada.", added: "“{title}” ditambahkan.", changed: "“{title}” diubah.",
    removed: "“{title}” dihapus.", noMore: "Impor tidak mengubahnya lagi.", import: "Impor dari TheMovieDB",
    counts: "Impor: {created} baru, {updated} berubah, {unchanged} tetap, {kept} dibiarkan seperti diatur admin, "
      + "{skipped} dilewati."},
});

export async function showAdminFilms(main) {
  let query = "";
  const pathOf = page => "/api/movies?" + new URLSearchParams({q: query, page});
  const {list, draw} = pagedList(pathOf, row, t("none"));
  main.append(actions(draw), searchForm(value => {
    query = value;
    return draw(1);
  }), list);
  await draw();
}

function searchForm(search) {
  return form(async ({q}) => search(q), {class: "row", role: "search"},
    field("q", t("search"), {type: "search", maxlength: 200}), h("button", {class: "quiet"}, t("find")));
}

function row(film, draw) {
  const {title, genre, duration, by_hand} = film;
  const button = (kind, text, act) =>
    h("button", {class: kind, "aria-label": text + ": " + title, onclick: () => act(film, draw)}, text);
  return h("li", {},
    h("div", {},
      h("strong", {}, title),
      h("div", {class: "soft"}, [genre, t("minutes", {n: duration}), t(by_hand ? "byHand" : "imported")].join(" · "))),
    button("quiet", t("change"), change),
    button("danger", t("remove"), remove));
}

function fields(film = {}) {
  const overview = field("overview", t("overview"), {rows: 5});
  overview.querySelector("textarea").value = film.overview ?? "";
  return [
    field("title", t("title"), {value: film.title}),
    field("genre", t("genre"), {value: film.genre}),
    field("duration", t("duration"), {type: "number", value: film.duration}),
    field("release_date", t("released"), {type: "date", value: film.release_date}),
    overview,
  ];
}

const body = ({title, genre, duration, release_date, overview}) =>
  ({title, genre, duration: number(duration), release_date: release_date || null, overview: overview || null});

function add(draw) {
  openForm(t("add"), {
    button: h("button", {}, t("add")),
    submit: values => send("POST", "/api/movies", {body: body(values)}),
    done: async ({data}) => {
      await draw();
      say(t("added", data));
    },
  }, fields());
}

function change(film, draw) {
  openForm(t("changeFilm", film), {
    button: h("button", {}, t("save")),
    submit: values => send("PUT", "/api/movies/" + film.id, {body: body(values)}),
    done: async ({data}) => {
      await draw();
      say(t("changed", data) + (data.tmdb_id ? " " + t("noMore") : ""));
    },
  }, fields(film));
}

function remove(film, draw) {
  openForm(t("removeFilm", film), {
    button: h("button", {class: "danger"}, t("remove")),
    submit: () => send("DELETE", "/api/movies/" + film.id),
    done: async () => {
      await draw();
      say(t("removed", film));
    },
  }, h("p", {}, t("sure")));
}

/** The counts of an import stay in view, with the reason for each film that is left out. */
function actions(draw) {
  const counts = h("div", {role: "status"});
  const importForm = form(async () => {
    const answer = await send("POST", "/api/movies/sync");
    if (!answer.ok) return answer.problem;
    const leftOut = answer.data.left_out.map(({movie, reason}) => h("li", {}, movie + ": " + reason));
    counts.replaceChildren(h("p", {}, t("counts", answer.data)), h("ul", {}, leftOut));
    await draw(1);
  }, {}, h("button", {class: "quiet"}, t("import")));
  const addButton = h("button", {onclick: () => add(draw)}, t("add"));
  return h("div", {}, h("div", {class: "actions"}, addButton, importForm), counts);
}
