import {h} from "./dom.js";

export async function showFilms(main) {
  main.append(h("h1", {}, "Not built yet"));
}

export async function showFilm(main) {
  main.append(h("h1", {}, "Not built yet"));
}

