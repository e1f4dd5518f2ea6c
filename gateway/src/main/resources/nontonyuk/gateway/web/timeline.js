// What has happened to an order, as the service tells it.

import {h} from "./dom.js";
import {readable, texts, timeOf} from "./text.js";

const t = texts({
  en: {
    title: "What happened", trace: "trace {id}", HELD: "Held", EXPIRED: "Expired", REVIVED: "Held again",
    CHARGED: "Charged", DECLINED: "Declined", PAID: "Paid", CANCELLED: "Cancelled", REFUND_DUE: "Refund decided",
    REFUNDED: "Refunded", CHECKED_IN: "Checked in",
  },
  id: {
    title: "Riwayat", trace: "jejak {id}", HELD: "Ditahan", EXPIRED: "Kedaluwarsa", REVIVED: "Ditahan lagi",
    CHARGED: "Ditagih", DECLINED: "Ditolak", PAID: "Lunas", CANCELLED: "Dibatalkan",
    REFUND_DUE: "Pengembalian diputuskan", REFUNDED: "Uang dikembalikan", CHECKED_IN: "Tiket dipakai",
  },
});

/** The events, each with the trace id of the request that caused it. */
export function timeline(events) {
  return [h("h2", {}, t("title")), h("ol", {class: "timeline"}, events.map(entry))];
}

function entry({event, detail, at, trace_id: id}) {
  return h("li", {},
    h("time", {datetime: at}, timeOf(at)), " ", h("strong", {}, t(event)), " ",
    h("span", {lang: "en"}, readable(detail)), " ", h("code", {class: "soft"}, t("trace", {id})));
}
