// One order: how long its seats are held, how it is paid or cancelled, and what has happened to it.

import {send} from "./api.js";
import {openForm} from "./dialog.js";
import {h, say} from "./dom.js";
import {problemLine} from "./form.js";
import {statusOf} from "./orders.js";
import {payForm, sendSafely} from "./pay.js";
import {repeat} from "./poll.js";
import {timeline} from "./timeline.js";
import {dayAndTimeOf, rupiah, texts} from "./text.js";

const t = texts({
  en: {
    order: "Order {id}", film: "Film", start: "Start", studio: "Studio", seats: "Seats", total: "Total",
    status: "Status",
    left: "The seats are yours for {time} more.", oneMinute: "The seats are yours for one more minute.",
    over: "The hold is over.",
    late: "The hold is over. You can still pay, and get the seats if they are free.",
    paid: "The order is paid.", tickets: "Show the tickets", again: "Choose seats again",
    cancel: "Cancel the order", question: "Cancel order {id}?", yes: "Yes, cancel it", no: "No, keep it",
    cancelHeld: "The seats become free at once.", cancelPaid: "The seats become free at once, and {total} is refunded.",
    cancelled: "The order is cancelled.", refunding: "The refund is on its way.", refunded: "The money is refunded.",
  },
  id: {
    order: "Pesanan {id}", film: "Film", start: "Mulai", studio: "Studio", seats: "Kursi", total: "Jumlah",
    status: "Status", left: "Kursi ini milik Anda selama {time} lagi.",
    oneMinute: "Kursi ini milik Anda selama satu menit lagi.",
    over: "Masa tahan habis.",
    late: "Masa tahan habis. Anda masih bisa membayar, dan mendapat kursinya kalau masih kosong.",
    paid: "Pesanan lunas.", tickets: "Tampilkan tiket", again: "Pilih kursi lagi",
    cancel: "Batalkan pesanan", question: "Batalkan pesanan {id}?", yes: "Ya, batalkan", no: "Tidak, biarkan",
    cancelHeld: "Kursinya langsung kosong lagi.",
    cancelPaid: "Kursinya langsung kosong lagi, dan {total} dikembalikan.",
    cancelled: "Pesanan dibatalkan.", refunding: "Uang sedang dikembalikan.", refunded: "Uang sudah dikembalikan.",
  },
});
const RENEW_MS = 2000;
const TICK_MS = 500;

export async function showOrder(main, id) {
  const view = new OrderView(id);
  main.append(h("h1", {}, t("order", {id})), view.problem, view.facts, view.actions, view.history);
  await view.load();
  const stops = [repeat(RENEW_MS, () => view.renew()), repeat(TICK_MS, () => view.countDown())];
  return () => stops.forEach(stop => stop());
}

class OrderView {
  constructor(id) {
    this.path = "/api/orders/" + id;
    this.problem = h("div");
    this.facts = h("div");
    this.actions = h("div");
    this.history = h("div");
    this.countdown = h("p", {class: "countdown", role: "timer"});
  }

  async load(quiet = false) {
    // Events first: the order is as new as they are, or the next renewal finds more of them.
    const events = await send("GET", this.path + "/events", {quiet});
    const order = events.ok ? await send("GET", this.path, {quiet}) : events;
    if (!this.facts.isConnected) return; // another view has begun meanwhile
    if (!order.ok) return void (quiet || this.problem.replaceChildren(problemLine(order.problem)));
    // The hold ends by the clock of the service; that of the browser may be wrong.
    this.ahead = Date.now() - Date.parse(order.headers.get("Date"));
    const isNew = this.order?.status !== order.data.status;
    this.order = order.data;
    this.events = events.data;
    this.facts.replaceChildren(facts(this.order), refund(this.events));
    this.history.replaceChildren(...timeline(this.events));
    if (isNew) {
      this.drawActions();
      say(this.order.status === "EXPIRED" ? t("over") : "");
    }
    this.countDown();
  }

  /** Another event, such as one of a callback, means that the order has changed. */
  async renew() {
    if (!this.order || this.isPaying) return;
    const events = await send("GET", this.path + "/events", {quiet: true});
    const isOver = this.order.status === "HELD" && this.left < 0;
    const isNew = isOver || (events.ok && events.data.length > this.events.length);
    if (isNew && !this.isPaying) await this.load(true);
  }

  drawActions() {
    const {order} = this;
    const link = (address, text, style = "button") => h("a", {class: style, href: "#" + address}, text);
    const isPaid = order.status === "PAID";
    const isHeld = order.status === "HELD";
    const parts = [
      isHeld && this.countdown,
      order.status === "EXPIRED" && h("p", {}, t("late")),
      order.status !== "CANCELLED" && !isPaid && this.payForm(),
      h("div", {class: "actions"},
        isPaid && link(`/orders/${order.id}/tickets`, t("tickets")),
        isPaid || isHeld ? cancelButton(order, () => this.changed(t("cancelled")))
          : link("/showtimes/" + order.showtime_id, t("again"), "button quiet")),
    ];
    this.actions.replaceChildren(...parts.filter(Boolean));
  }

  /** Its form stays while a payment runs, also if the order is paid meanwhile. */
  payForm() {
    const made = payForm(this.order, async problem => {
      this.isPaying = false;
      if (!problem) return this.changed(t("paid"));
      await this.load();
      // The form with the problem is gone if the order has another status now.
      this.problem.replaceChildren(...made.isConnected ? [] : [problemLine(problem)]);
    });
    made.addEventListener("submit", () => this.isPaying = true);
    return made;
  }

  async changed(text) {
    await this.load();
    this.problem.replaceChildren();
    say(text);
    this.actions.querySelector("a")?.focus();
  }

  countDown() {
    if (this.order?.status !== "HELD" || this.isPaying) return;
    const left = Math.ceil((Date.parse(this.order.expires_at) - Date.now() + this.ahead) / 1000);
    const seconds = Math.max(0, left);
    const time = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    if (this.left > 60 && left <= 60) say(t("oneMinute"));
    this.left = left;
    this.countdown.textContent = t("left", {time});
  }
}

function facts(order) {
  const fact = (name, value) => h("div", {}, h("dt", {}, t(name)), h("dd", {}, value));
  return h("dl", {class: "facts"},
    fact("film", order.movie_title), fact("start", dayAndTimeOf(order.starts_at)), fact("studio", order.studio),
    fact("seats", order.seats.join(", ")), fact("total", rupiah(order.total)), fact("status", statusOf(order)));
}

/** The service decides a refund at once, and pays it a little later. */
function refund(events) {
  const count = kind => events.filter(({event}) => event === kind).length;
  if (count("REFUND_DUE") === 0) return "";
  return h("p", {}, t(count("REFUNDED") < count("REFUND_DUE") ? "refunding" : "refunded"));
}

/** The button, and the question that it asks first. */
function cancelButton(order, done) {
  const ask = () => openForm(t("question", order), {
    button: h("button", {class: "danger"}, t("yes")),
    back: t("no"),
    submit: () => sendSafely(`/api/orders/${order.id}/cancel`),
    done,
  }, h("p", {}, order.status === "PAID" ? t("cancelPaid", {total: rupiah(order.total)}) : t("cancelHeld")));
  return h("button", {type: "button", class: "danger", onclick: ask}, t("cancel"));
}
