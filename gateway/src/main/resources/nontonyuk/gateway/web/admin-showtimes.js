// The plan of a day by studio, a form that adds a showtime, and a dialog that cancels one.

import {send} from "./api.js";
import {h, say} from "./dom.js";
import {field, form, problemLine} from "./form.js";
import {dayAndTimeOf, dayOf, rupiah, texts} from "./text.js";
import {allShowtimes} from "./showtimes.js";
import {number, openForm, refill} from "./admin-parts.js";
import {dateAfter, dateOf, instantOf, plan} from "./day-plan.js";

const t = texts({
  en: {day: "Day", previous: "Previous day", next: "Next day", add: "Add a showtime", film: "Film", studio: "Studio",
    start: "Start", price: "Price of a seat in rupiah", minutes: "{title} ({duration} min)",
    added: "{title} is added: {when}, {studio}.", cancel: "Cancel the showtime", cancelled: "{title} is cancelled. "
      + "The paid orders get their money back.", sold: "{sold} of {all} seats are taken.",
    sure: "Nobody can book it any more, and all paid orders are refunded. You cannot undo this.",
    noFilm: "There is no film yet.", upcoming: "The plan has the showtimes that have not started."},
  id: {day: "Hari", previous: "Hari sebelumnya", next: "Hari berikutnya", add: "Tambah jadwal", film: "Film",
    studio: "Studio", start: "Mulai", price: "Harga satu kursi dalam rupiah", minutes: "{title} ({duration} menit)",
    added: "{title} ditambahkan: {when}, {studio}.", cancel: "Batalkan jadwal", cancelled: "{title} dibatalkan. "
      + "Uang untuk pesanan yang sudah dibayar dikembalikan.", sold: "{sold} dari {all} kursi terisi.",
    sure: "Tidak ada yang bisa memesannya lagi, dan semua pesanan yang sudah dibayar dikembalikan uangnya. "
      + "Ini tidak bisa dibatalkan.",
    noFilm: "Belum ada film.", upcoming: "Daftar ini memuat jadwal yang belum mulai."},
});

export async function showAdminShowtimes(main) {
  const [all, studios] = await Promise.all([allShowtimes(), send("GET", "/api/studios")]);
  const problem = all.problem ?? studios.problem;
  if (problem) return void main.append(problemLine(problem));
  const {films} = all;
  let {showtimes} = all;
  const list = h("div", {tabindex: "-1"});
  const day = field("day", t("day"), {type: "date", onchange: () => draw()});
  const input = day.querySelector("input");
  const draw = (date = input.value || dateOf(new Date())) => {
    input.value = date;
    addition.querySelector("[name=starts_at]").value = date + "T19:00";
    refill(list, h("h2", {}, dayOf(instantOf(date))), plan(date, studios.data, showtimes, open));
  };
  const open = showtime => openShowtime(showtime, () => {
    showtimes = showtimes.filter(other => other !== showtime);
    draw();
  });
  const addition = addForm(films, studios.data, showtime => {
    showtimes = [...showtimes, showtime];
    draw(dateOf(new Date(showtime.starts_at)));
  });
  const step = (text, days) =>
    h("button", {class: "quiet", onclick: () => draw(dateAfter(input.value, days))}, text);
  main.append(h("p", {class: "soft"}, t("upcoming")),
    h("div", {class: "days"}, step(t("previous"), -1), day, step(t("next"), 1)),
    list, h("h2", {}, t("add")), addition);
  draw();
}

function addForm(films, studios, added) {
  if (films.length === 0) return h("p", {}, t("noFilm"));
  return form(async ({movie_id, studio_id, starts_at, price}) => {
    const start = starts_at && new Date(starts_at).toISOString();
    const body = {studio_id: Number(studio_id), starts_at: start || null, price: number(price)};
    const answer = await send("POST", `/api/movies/${movie_id}/showtimes`, {body});
    if (!answer.ok) return answer.problem;
    const {movie_title, studio} = answer.data;
    added(answer.data);
    say(t("added", {title: movie_title, when: dayAndTimeOf(answer.data.starts_at), studio: studio.name}));
  }, {class: "narrow"},
  field("movie_id", t("film"), {}, films.map(film => [film.id, t("minutes", film)])),
  field("studio_id", t("studio"), {}, studios.map(studio => [studio.id, studio.name])),
  field("starts_at", t("start"), {type: "datetime-local"}),
  field("price", t("price"), {type: "number", value: 50000}),
  h("div", {class: "actions"}, h("button", {}, t("add"))));
}

/** How many seats are taken tells an admin what a cancellation means. */
async function openShowtime(showtime, cancelled) {
  const {movie_title: title, studio, starts_at, price} = showtime;
  const {data: map} = await send("GET", "/api/seats/" + showtime.id);
  const all = studio.seat_rows * studio.seats_per_row;
  openForm(title, {
    button: h("button", {class: "danger"}, t("cancel")),
    submit: () => send("DELETE", "/api/showtimes/" + showtime.id),
    done: () => {
      cancelled();
      say(t("cancelled", {title}));
    },
  },
  h("p", {}, [dayAndTimeOf(starts_at), studio.name, rupiah(price)].join(" · ")),
  map && h("p", {}, t("sold", {sold: all - map.free, all})),
  h("p", {}, t("sure")));
}
