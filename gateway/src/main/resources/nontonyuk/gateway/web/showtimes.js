// All films and all upcoming showtimes. The API lists showtimes by film only, so this asks once for each film.

import {send} from "./api.js";

/** All films, by title: {films} or {problem}. */
async function allFilms() {
  const films = [];
  for (let page = 1; ; page++) {
    const answer = await send("GET", "/api/movies?" + new URLSearchParams({page, per_page: 100}), {quiet: page > 1});
    if (!answer.ok) return {problem: answer.problem};
    films.push(...answer.data);
    if (films.length >= answer.meta.total || answer.data.length === 0) return {films};
  }
}

/** {films, showtimes} or {problem}; the earliest showtime is the first. */
export async function allShowtimes() {
  const {films, problem} = await allFilms();
  if (problem) return {problem};
  const answers = await Promise.all(films.map(film => send("GET", `/api/movies/${film.id}/showtimes`, {quiet: true})));
  const failed = answers.find(answer => !answer.ok && answer.status !== 404); // 404: removed meanwhile
  if (failed) return {problem: failed.problem};
  const showtimes = answers.flatMap(answer => answer.data ?? []);
  return {films, showtimes: showtimes.sort((one, other) => one.starts_at.localeCompare(other.starts_at))};
}
