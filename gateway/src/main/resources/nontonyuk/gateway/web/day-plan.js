// A day's showtimes as a timeline: a row for each studio, a block for each showtime. On a phone it is a list.

import {h} from "./dom.js";
import {texts, timeOf} from "./text.js";

const t = texts({
  en: {empty: "No showtimes."},
  id: {empty: "Tidak ada jadwal."},
});

const MINUTE = 60_000;
const two = number => String(number).padStart(2, "0");

/** The date of this clock, as a date field has it: 2026-11-30. */
export const dateOf = time => [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");

/** The midnight with which the date begins on this clock. */
export const instantOf = date => new Date(date + "T00:00");

export function dateAfter(date, days) {
  const time = instantOf(date);
  time.setDate(time.getDate() + days);
  return dateOf(time);
}

export function plan(date, studios, showtimes, open) {
  const shown = showtimes.filter(showtime => dateOf(new Date(showtime.starts_at)) === date)
    .sort((one, other) => one.starts_at.localeCompare(other.starts_at));
  const scale = scaleOf(shown, instantOf(date));
  return h("div", {class: "plan"},
    h("div", {class: "hours", "aria-hidden": "true"}, scale.hours.map(hour =>
      scale.place(h("span", {}, two(hour % 24)), hour * 60, 60))),
    studios.map(studio => track(studio, shown.filter(showtime => showtime.studio.id === studio.id), scale, open)));
}

/** The hours from the first start to the last end, at least 10 to 24. */
function scaleOf(showtimes, midnight) {
  const minutes = instant => (new Date(instant) - midnight) / MINUTE;
  const first = Math.floor(Math.min(10 * 60, ...showtimes.map(showtime => minutes(showtime.starts_at))) / 60);
  const last = Math.ceil(Math.max(24 * 60, ...showtimes.map(showtime => minutes(showtime.ends_at))) / 60);
  const hours = Array.from({length: last - first}, (none, index) => first + index);
  const place = (element, from, length) => {
    element.style.setProperty("--from", (from / 60 - first) / hours.length);
    element.style.setProperty("--length", length / 60 / hours.length);
    return element;
  };
  return {hours, minutes, place};
}

function track(studio, showtimes, {minutes, place}, open) {
  const block = showtime => {
    const from = minutes(showtime.starts_at);
    const button = h("button", {class: "quiet", onclick: () => open(showtime)},
      h("strong", {}, timeOf(showtime.starts_at)), h("span", {class: "soft"}, "–" + timeOf(showtime.ends_at)),
      " ", showtime.movie_title);
    return place(h("li", {}, button), from, minutes(showtime.ends_at) - from);
  };
  return h("section", {}, h("h3", {}, studio.name),
    showtimes.length ? h("ol", {class: "track"}, showtimes.map(block)) : h("p", {class: "soft track"}, t("empty")));
}
