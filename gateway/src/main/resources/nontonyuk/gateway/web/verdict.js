// The answer of a check-in, large: may this visitor go in, and if not, why.

import {h} from "./dom.js";
import {dayAndTimeOf, readable, texts, timeOf} from "./text.js";

const t = texts({
  en: {admitted: "Admitted", "ticket-used": "Already used", "ticket-not-paid": "Not paid",
    "ticket-cancelled": "Cancelled", "wrong-showtime": "Wrong showtime", "too-early": "Too early",
    "too-late": "Too late", forged: "No ticket of this cinema", unsure: "Perhaps not checked",
    seat: "Seat {seat}", order: "Order {order}",
    place: "{title}, {studio}", "ticket-used-facts": "Used on {at} at this door: {door}",
    "wrong-showtime-facts": "The ticket is for {title}, {studio}, {at}", "too-early-facts": "The doors open on {at}",
    "too-late-facts": "The film ended on {at}"},
  id: {admitted: "Boleh masuk", "ticket-used": "Sudah dipakai", "ticket-not-paid": "Belum dibayar",
    "ticket-cancelled": "Dibatalkan", "wrong-showtime": "Jadwal salah", "too-early": "Terlalu awal",
    "too-late": "Terlambat", forged: "Bukan tiket bioskop ini", unsure: "Mungkin belum diperiksa",
    seat: "Kursi {seat}", order: "Pesanan {order}",
    place: "{title}, {studio}", "ticket-used-facts": "Dipakai {at} di pintu ini: {door}",
    "wrong-showtime-facts": "Tiket ini untuk {title}, {studio}, {at}", "too-early-facts": "Pintu dibuka {at}",
    "too-late-facts": "Filmnya selesai {at}"},
});

// When and where stand only in the service's sentence, which is English.
const FACTS = {
  "ticket-used": /used at (?<at>\S+Z), at (?<door>.*)\.$/,
  "wrong-showtime": /for (?<title>.*) in (?<studio>.*?) at (?<at>\S+Z)\.$/,
  "too-early": /at (?<at>\S+Z)\.$/,
  "too-late": /at (?<at>\S+Z)\.$/,
};

/** {kind, word, seat, order, detail}; nothing if only the showtime or the door was refused. */
export function verdictOf(answer, code) {
  if (answer.ok) {
    const {movie_title: title, studio} = answer.data;
    return {kind: "admitted", word: t("admitted"), ...partsOf(code), detail: t("place", {title, studio})};
  }
  const {type = "", errors = [], detail} = answer.problem;
  const reason = type.replace("/problems/", "");
  if (answer.status === 409) {
    return {kind: "refused", word: t(reason), ...partsOf(code), detail: detailOf(reason, answer)};
  }
  if (errors.some(error => error.code === "forged")) return {kind: "refused", word: t("forged"), detail: code};
  return errors.length ? null : {kind: "unsure", word: t("unsure"), detail};
}

/** The facts in the language of the page, or the sentence as it is if it has changed. */
function detailOf(reason, {problem, text}) {
  const facts = FACTS[reason]?.exec(JSON.parse(text).detail)?.groups;
  return facts ? t(reason + "-facts", {...facts, at: dayAndTimeOf(facts.at)}) : readable(problem.detail);
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
    kind === "admitted" && h("p", {class: "seat"}, seat),
    h("p", {}, [kind !== "admitted" && seat, order, detail].filter(Boolean).join(" · ")));
}

/** One line for the list of the last codes. */
export function lineOf({kind, word, seat, order}) {
  return h("li", {}, [timeOf(new Date()), SIGNS[kind] + " " + word, seat, order].filter(Boolean).join(" · "));
}
