// The answer of a check-in, large: may this visitor go in, and if not, why.

import {h} from "./dom.js";
import {readable, texts, timeOf} from "./text.js";

const t = texts({
  en: {admitted: "Admitted", "ticket-used": "Already used", "ticket-not-paid": "Not paid",
    "ticket-cancelled": "Cancelled", "wrong-showtime": "Wrong showtime", "too-early": "Too early", "too-late": "Too late",
    forged: "No ticket of this cinema", unsure: "Not checked, try again", seat: "Seat {seat}",
    place: "{movie_title}, {studio}", order: "Order {order}"},
  id: {admitted: "Boleh masuk", "ticket-used": "Sudah dipakai", "ticket-not-paid": "Belum dibayar",
    "ticket-cancelled": "Dibatalkan", "wrong-showtime": "Jadwal salah", "too-early": "Terlalu awal",
    "too-late": "Terlambat", forged: "Bukan tiket bioskop ini", unsure: "Belum diperiksa, coba lagi", seat: "Kursi {seat}",
    place: "{movie_title}, {studio}", order: "Pesanan {order}"},
});

/** {kind, word, seat, detail}; nothing if only the showtime or the door was refused. */
export function verdictOf(answer, code) {
  if (answer.ok) return {kind: "admitted", word: t("admitted"), ...partsOf(code), detail: t("place", answer.data)};
  const {type = "", errors = [], detail} = answer.problem;
  if (answer.status === 409) {
    return {kind: "refused", word: t(type.split("/").pop()), ...partsOf(code), detail: readable(detail)};
  }
  if (errors.some(error => error.code === "forged")) return {kind: "refused", word: t("forged"), detail: code};
  return errors.length ? null : {kind: "unsure", word: t("unsure"), detail};
}

/** A code begins with its order and its seat, such as 17.C4. */
function partsOf(code) {
  const [order, seat] = code.split(".");
  return {seat: t("seat", {seat}), order: t("order", {order})};
}

const SIGNS = {admitted: "✓", refused: "✗", unsure: "?"};

export function drawVerdict({kind, word, seat, order, detail}) {
  return h("div", {class: "verdict " + kind},
    h("p", {class: "word"}, h("span", {"aria-hidden": "true"}, SIGNS[kind]), " ", word),
    seat && h("p", {class: "seat"}, seat),
    h("p", {}, [order, detail].filter(part => part).join(" · ")));
}

/** One line for the list of the last codes. */
export function lineOf({kind, word, seat, order}) {
  return h("li", {}, [timeOf(new Date()), SIGNS[kind] + " " + word, seat, order].filter(part => part).join(" · "));
}
