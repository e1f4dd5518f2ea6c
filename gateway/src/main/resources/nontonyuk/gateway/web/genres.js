// The genres of TheMovieDB: the Indonesian name of each, and how its posters look.

import {language} from "./text.js";

const GENRES = {
  "Action": {id: "Laga", hue: 12, motif: "skyline"},
  "Adventure": {id: "Petualangan", hue: 150, motif: "hills"},
  "Animation": {id: "Animasi", hue: 190, motif: "bubbles"},
  "Comedy": {id: "Komedi", hue: 45, motif: "rays"},
  "Crime": {id: "Kriminal", hue: 350, motif: "skyline"},
  "Documentary": {id: "Dokumenter", hue: 80, motif: "stripes"},
  "Drama": {id: "Drama", hue: 265, motif: "waves"},
  "Family": {id: "Keluarga", hue: 100, motif: "bubbles"},
  "Fantasy": {id: "Fantasi", hue: 290, motif: "hills"},
  "History": {id: "Sejarah", hue: 30, motif: "stripes"},
  "Horror": {id: "Horor", hue: 0, motif: "rings"},
  "Music": {id: "Musik", hue: 320, motif: "bubbles"},
  "Mystery": {id: "Misteri", hue: 230, motif: "rings"},
  "Romance": {id: "Romantis", hue: 335, motif: "waves"},
  "Science Fiction": {id: "Fiksi ilmiah", hue: 205, motif: "planet"},
  "TV Movie": {id: "Film TV", hue: 60, motif: "stripes"},
  "Thriller": {id: "Thriller", hue: 250, motif: "rings"},
  "War": {id: "Perang", hue: 70, motif: "stripes"},
  "Western": {id: "Western", hue: 25, motif: "hills"},
};

/** An admin can give a film any genre. */
const OTHER = {hue: 220, motif: "waves"};

export const lookOf = genre => GENRES[genre] ?? OTHER;

export const genreName = genre => language === "id" ? GENRES[genre]?.id ?? genre : genre;

/** A select's choices, by name; a genre from the address that TheMovieDB does not have is among them. */
export function genreChoices(chosen) {
  const all = new Set([...Object.keys(GENRES), chosen].filter(Boolean));
  return [...all].map(genre => [genre, genreName(genre)]).sort((a, b) => a[1].localeCompare(b[1]));
}
