// The plan of a day by studio, a form that adds a showtime, and a dialog that cancels one.

import {send} from "./api.js";
import {openForm} from "./dialog.js";
import {h, say} from "./dom.js";
import {field, form, problemLine} from "./form.js";
import {dayAndTimeOf, dayOf, rupiah, texts} from "./text.js";
import {allShowtimes} from "./showtimes.js";
import {number, refill} from "./admin-parts.js";
import {dateAfter, dateOf, instantOf, plan} from "./day-plan.js";

const t = texts({
  en: {day: "Day", previous: "Previous day", next: "Next day", add: "Add a showtime", film: "Film", studio: "Studio",
    start: "Start", price: "Price of a seat in rupiah", minutes: "{title} ({duration} min)",
    added: "{title} is added: {when}, {studio}.", cancel: "Cancel the showtime", cancelled: "{title} is cancelled. "
      + "The paid orders get their money back.", sold: "{sold} of {all} seats are taken.",
    sure: "Customers can no longer book it, and all paid orders are refunded. You cannot undo this.",
    upcoming: "The plan has the showtimes that have not started."},
  id: {day: "Hari", previous: "Sebelumnya", next: "Berikutnya", add: "Tambah jadwal", film: "Film",
    studio: "Studio", start: "Mulai", price: "Harga satu kursi dalam rupiah", minutes: "{title} ({duration} menit)",
    added: "{title} ditambahkan: {when}, {studio}.", cancel: "Batalkan jadwal", cancelled: "{title} dibatalkan. "
      + "Uang untuk pesanan yang sudah dibayar dikembalikan.", sold: "{sold} dari {all} kursi terisi.",
    sure: "Pelanggan tidak bisa memesannya lagi, dan semua pesanan yang sudah dibayar dikembalikan uangnya. "
      + "Ini tidak bisa dibatalkan.",
    upcoming: "Daftar ini memuat jadwal yang belum mulai."},
});

export async function showAdminShowtimes(main) {
  const [all, studios] = await Promise.all([allShowtimes(), send("GET", "/api/studios")]);
  const problem = all.problem ?? studios.problem;
  if (problem) return void main.append(problemLine(problem));
  let {showtimes} = all;
  const list = h("div", {tabindex: "-1"});
  const day = dayChoice(date => {
    addition.showDay(date);
    refill(list, h("h2", {}, dayOf(instantOf(date))), plan(date, studios.data, showtimes, open));
  });
  const open = showtime => openShowtime(showtime, () => {
    showtimes = showtimes.filter(other => other !== showtime);
    day.go(dateOf(new Date(showtime.starts_at)));
  });
  const addition = addForm(all.films, studios.data, added => {
    showtimes = [...showtimes, added];
    day.go(dateOf(new Date(added.starts_at)));
  });
  main.append(h("p", {class: "soft"}, t("upcoming")), day.element, list, h("h2", {}, t("add")), addition.element);
  day.go(dateOf(new Date()));
}

/** A date, with buttons for the days around it. go(date) chooses a date and draws it. */
function dayChoice(draw) {
  const chosen = field("day", t("day"), {type: "date", onchange: () => go(input.value)});
  const input = chosen.querySelector("input");
  const go = date => {
    if (!date) return; // it is being typed
    input.value = date;
    draw(date);
  };
  const step = (text, days) =>
    h("button", {class: "quiet", onclick: () => go(dateAfter(input.value || dateOf(new Date()), days))}, text);
  return {element: h("div", {class: "days"}, chosen, step(t("previous"), -1), step(t("next"), 1)), go};
}

function addForm(films, studios, added) {
  const when = field("starts_at", t("start"), {type: "datetime-local"});
  const element = form(async ({movie_id, studio_id, starts_at, price}) => {
    const start = starts_at ? new Date(starts_at) : null;
    const body = {studio_id: Number(studio_id), starts_at: start, price: number(price)};
    const answer = await send("POST", `/api/movies/${movie_id}/showtimes`, {body});
    if (!answer.ok) return answer.problem;
    const {movie_title: title, studio} = answer.data;
    added(answer.data);
    say(t("added", {title, when: dayAndTimeOf(answer.data.starts_at), studio: studio.name}));
  }, {class: "narrow"},
  field("movie_id", t("film"), {}, films.map(film => [film.id, t("minutes", film)])),
  field("studio_id", t("studio"), {}, studios.map(studio => [studio.id, studio.name])),
  when,
  field("price", t("price"), {type: "number", value: 50000}),
  h("div", {class: "actions"}, h("button", {disabled: films.length === 0}, t("add"))));
  const input = when.querySelector("input");
  return {element, showDay: date => input.value = date + (input.value.slice(10) || "T19:00")};
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
