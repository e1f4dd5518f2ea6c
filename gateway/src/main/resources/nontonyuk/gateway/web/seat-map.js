// The seats of a showtime: choose some, or let the service choose the best ones. The map is renewed all the time.

import {send} from "./api.js";
import {h, say} from "./dom.js";
import {field, form, problemLine} from "./form.js";
import {Hall} from "./hall.js";
import {sendSafely} from "./pay.js";
import {repeat} from "./poll.js";
import {dayAndTimeOf, rupiah, texts} from "./text.js";

const t = texts({
  en: {
    title: "Seats", each: "{price} for each seat", left: "{n} seats are free.", best: "Best seats for",
    bookBest: "Book the best seats", choose: "Or choose your seats", none: "No seat is chosen yet.",
    choice: "{seats}: {total}", book: "Book these seats", lost: "Another buyer has just taken {seats}.",
    instead: "Book the best {n} instead", offer: "Book {seats} instead",
    stale: "No answer came. The seats may have changed.",
  },
  id: {
    title: "Kursi", each: "{price} per kursi", left: "{n} kursi masih kosong.", best: "Kursi terbaik untuk",
    bookBest: "Pesan kursi terbaik", choose: "Atau pilih kursi Anda", none: "Belum ada kursi yang dipilih.",
    choice: "{seats}: {total}", book: "Pesan kursi ini", lost: "{seats} baru saja diambil pembeli lain.",
    instead: "Pesan {n} kursi terbaik saja", offer: "Pesan {seats} saja",
    stale: "Tidak ada jawaban. Keadaan kursi mungkin sudah berubah.",
  },
});
const RENEW_MS = 2000;

export async function showSeats(main, id) {
  const answer = await send("GET", "/api/seats/" + id);
  if (!answer.ok) return void main.append(h("h1", {}, t("title")), problemLine(answer.problem));
  const {data: plan, headers} = answer;
  const desk = new Desk(plan, headers.get("ETag"));
  main.append(h("h1", {}, plan.movie_title),
    h("p", {}, [plan.studio, dayAndTimeOf(plan.starts_at), t("each", {price: rupiah(plan.price)})].join(" · ")),
    bestSeats(desk), h("h2", {}, t("choose")), desk.left, desk.hall.element, desk.offer, desk.total,
    form(() => desk.bookChosen(), {}, h("div", {class: "actions"}, h("button", {}, t("book")))));
  return repeat(RENEW_MS, () => desk.renew());
}

function bestSeats(desk) {
  return form(({qty}) => desk.book({qty: Number(qty)}), {class: "row best"},
    field("qty", t("best"), {type: "number", min: 1, max: 10, value: 2, inputmode: "numeric"}),
    h("button", {}, t("bookBest")));
}

/** The choice of the buyer, and what becomes of it. */
class Desk {
  constructor(plan, etag) {
    this.plan = plan;
    this.etag = etag;
    this.hall = new Hall(plan, () => this.choose());
    this.left = h("p", {class: "soft"});
    this.offer = h("div", {class: "offer"});
    this.total = h("p", {class: "total"});
    this.draw();
  }

  choose() {
    this.offer.replaceChildren();
    this.draw();
    say(this.total.textContent);
  }

  draw() {
    const seats = this.hall.chosen;
    const total = rupiah(seats.length * this.plan.price);
    this.left.textContent = t("left", {n: this.plan.free});
    this.total.textContent = seats.length === 0 ? t("none") : t("choice", {seats: seats.join(", "), total});
  }

  /** Asks for the seats again; as long as none has changed, the answer is a 304 without a body. */
  async renew() {
    const headers = {"If-None-Match": this.etag};
    const answer = await send("GET", "/api/seats/" + this.plan.showtime_id, {headers, quiet: true});
    if (answer.ok) this.update(answer);
    else if (answer.status !== 304) this.left.textContent = t("stale");
    else this.draw();
  }

  update({data, headers}) {
    const qty = this.hall.chosen.length;
    this.plan = data;
    this.etag = headers.get("ETag");
    const lost = this.hall.update(data);
    this.draw();
    if (lost.length > 0) this.tell({detail: t("lost", {seats: lost.join(", ")})}, t("instead", {n: qty}), {qty});
  }

  bookChosen() {
    const seats = this.hall.chosen;
    return seats.length === 0 ? {detail: t("none")} : this.book({seats});
  }

  async book(wanted) {
    const answer = await sendSafely("/api/orders", {showtime_id: this.plan.showtime_id, ...wanted});
    if (answer.ok) {
      location.hash = "#/orders/" + answer.data.id;
      return null;
    }
    const offer = answer.problem.offer?.seats;
    if (!offer) return answer.problem;
    await this.renew();
    this.tell(answer.problem, t("offer", {seats: offer.join(", ")}), {seats: offer}).focus();
    return null;
  }

  /** Says what is wrong with the choice, with another one below it. */
  tell(problem, alternative, wanted) {
    const button = h("button", {}, alternative);
    const made = form(() => this.book(wanted), {}, problemLine(problem), button);
    this.offer.replaceChildren(made);
    this.offer.scrollIntoView({block: "nearest"});
    say(""); // the choice that it told is over
    return button;
  }
}
