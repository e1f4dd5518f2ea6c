// The tickets of a paid order, one on each printed page.

import {send} from "./api.js";
import {h} from "./dom.js";
import {problemLine} from "./form.js";
import {dayAndTimeOf, texts} from "./text.js";

const t = texts({
  en: {
    title: "Tickets of order {id}", print: "Print", order: "Back to the order", seat: "Seat {seat}",
    code: "QR code of seat {seat}", hint: "Show this code at the door. Each ticket lets one person in, once.",
  },
  id: {
    title: "Tiket pesanan {id}", print: "Cetak", order: "Kembali ke pesanan", seat: "Kursi {seat}",
    code: "Kode QR kursi {seat}", hint: "Tunjukkan kode ini di pintu. Setiap tiket berlaku untuk satu orang, sekali.",
  },
});

export async function showTickets(main, id) {
  const back = h("a", {class: "button quiet", href: "#/orders/" + id}, t("order"));
  main.append(h("h1", {}, t("title", {id})));
  const answer = await send("GET", `/api/orders/${id}/ticket`);
  if (!answer.ok) return void main.append(problemLine(answer.problem), back);
  const {tickets} = answer.data;
  const pictures = await Promise.all(tickets.map(({seat}) => picture(id, seat)));
  main.append(
    h("div", {class: "tickets"}, tickets.map((ticket, i) => card(answer.data, ticket, pictures[i]))),
    h("div", {class: "actions"}, h("button", {onclick: () => print()}, t("print")), back));
}

/** The QR code is a document of its own, which becomes a part of this one. */
async function picture(id, seat) {
  const answer = await send("GET", `/api/orders/${id}/ticket/${seat}`);
  if (!answer.ok) return problemLine(answer.problem);
  const drawing = document.adoptNode(new DOMParser().parseFromString(answer.text, "image/svg+xml").documentElement);
  drawing.querySelector("title").textContent = t("code", {seat});
  return drawing;
}

function card(order, {seat, code}, drawing) {
  return h("article", {class: "card ticket"}, h("h2", {}, t("seat", {seat})),
    h("p", {}, h("strong", {}, order.movie_title), h("br"), dayAndTimeOf(order.starts_at), h("br"), order.studio),
    drawing, h("code", {}, code), h("p", {class: "soft"}, t("hint")));
}
