// The films: a list with a search, and the page of one film with its showtimes by day.

import {send} from "./api.js";
import {h, parameters} from "./dom.js";
import {field, problemLine} from "./form.js";
import {genreChoices, genreName} from "./genres.js";
import {pages} from "./pages.js";
import {poster} from "./poster.js";
import {dayOf, rupiah, texts, timeOf} from "./text.js";

const t = texts({
  en: {
    films: "Films", search: "Title", genre: "Genre", all: "all genres", find: "Search",
    none: "No film matches. Try a shorter title or another genre.", one: "1 film", many: "{n} films",
    minutes: "{m} min", hours: "{h} h {m} min", film: "Film", back: "All films",
    showtimes: "Showtimes", noShowtimes: "This film has no upcoming showtimes.", until: "until {time}",
    today: "Today", tomorrow: "Tomorrow",
  },
  id: {
    films: "Film", search: "Judul", genre: "Genre", all: "semua genre", find: "Cari",
    none: "Tidak ada film yang cocok. Coba judul yang lebih pendek atau genre lain.", one: "1 film", many: "{n} film",
    minutes: "{m} menit", hours: "{h} jam {m} menit", film: "Film", back: "Semua film",
    showtimes: "Jadwal tayang", noShowtimes: "Film ini tidak punya jadwal tayang.", until: "sampai {time}",
    today: "Hari ini", tomorrow: "Besok",
  },
});

const PER_PAGE = 24;
const SEPARATOR = "\u00a0· "; // no line begins with the dot

export async function showFilms(main) {
  const {q, genre, page = 1} = Object.fromEntries(parameters());
  const found = h("div");
  main.append(h("h1", {}, t("films")), searchForm(q, genre), found);
  const answer = await send("GET", "/api/movies" + query({q, genre, page, per_page: PER_PAGE}));
  if (!answer.ok) return void found.append(problemLine(answer.problem));
  const {data, meta: {total}} = answer;
  found.append(
    h("p", {class: "soft"}, t(total === 0 ? "none" : total === 1 ? "one" : "many", {n: total})),
    h("ul", {class: "grid films"}, data.map(card)),
    pages(answer.meta, page => ({href: "#/" + query({q, genre, page})})));
}

/** "?q=dune&page=2", without the values that are empty. */
const query = values => "?" + new URLSearchParams(Object.entries(values).filter(([, value]) => value));

/** The search is in the address, so that "back", a bookmark and a reload keep it. */
function searchForm(q, genre) {
  const made = h("form", {class: "row", role: "search"},
    field("q", t("search"), {type: "search", value: q, maxlength: 200}),
    field("genre", t("genre"), {}, [["", t("all")], ...genreChoices(genre)]),
    h("button", {}, t("find")));
  made.elements.genre.value = genre ?? "";
  made.addEventListener("submit", event => {
    event.preventDefault();
    location.hash = "#/" + query(Object.fromEntries(new FormData(made)));
  });
  return made;
}

function card(film) {
  return h("li", {},
    h("a", {href: "#/films/" + film.id}, poster(film), h("h2", {}, film.title)),
    h("p", {class: "soft"}, facts(film)));
}

const facts = ({genre, duration}) => [...genre.split(", ").map(genreName), length(duration)].map(whole).join(SEPARATOR);

const length = minutes => t(minutes < 60 ? "minutes" : "hours", {h: Math.floor(minutes / 60), m: minutes % 60});

/** No line ends inside "2 h 28 min". */
const whole = fact => fact.replaceAll(" ", "\u00a0");

export async function showFilm(main, id) {
  const answer = await send("GET", "/api/movies/" + id);
  if (!answer.ok) return void main.append(h("h1", {}, t("film")), problemLine(answer.problem));
  const film = answer.data;
  const year = film.release_date?.slice(0, 4);
  main.append(
    h("p", {class: "back"}, h("a", {href: "#/"}, "‹ " + t("back"))),
    h("div", {class: "film"}, poster(film),
      h("div", {},
        h("h1", {}, film.title),
        h("p", {class: "soft"}, [year, facts(film)].filter(Boolean).join(SEPARATOR)),
        film.overview && h("p", {lang: "en"}, film.overview),
        h("h2", {}, t("showtimes")),
        film.schedule.length === 0 ? h("p", {}, t("noShowtimes")) : byDay(film.schedule).map(drawDay))));
}

/** [[day, its showtimes], …] in the order of time. */
function byDay(showtimes) {
  const days = new Map();
  for (const showtime of showtimes) {
    const day = dayOf(showtime.starts_at);
    days.set(day, [...days.get(day) ?? [], showtime]);
  }
  return [...days];
}

function drawDay([day, showtimes]) {
  const now = new Date();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const near = day === dayOf(now) ? t("today") + ", " : day === dayOf(tomorrow) ? t("tomorrow") + ", " : "";
  return [h("h3", {}, near + day), h("ul", {class: "showtimes"}, showtimes.map(drawShowtime))];
}

function drawShowtime({id, starts_at, ends_at, studio, price}) {
  return h("li", {}, h("a", {class: "card", href: "#/showtimes/" + id},
    h("strong", {}, timeOf(starts_at)), " ", h("span", {class: "soft"}, t("until", {time: timeOf(ends_at)})), " ",
    h("span", {}, studio.name), " ", h("span", {}, rupiah(price))));
}
