// What has happened to an order, as the service tells it.

import {h} from "./dom.js";
import {readable, texts, timeOf} from "./text.js";

const t = texts({
  en: {
    title: "What happened", trace: "trace {id}", HELD: "held", EXPIRED: "expired", REVIVED: "held again",
    CHARGED: "charged", DECLINED: "declined", PAID: "paid", CANCELLED: "cancelled", REFUND_DUE: "refund decided",
    REFUNDED: "refunded", CHECKED_IN: "checked in",
  },
  id: {
    title: "Riwayat", trace: "jejak {id}", HELD: "ditahan", EXPIRED: "kedaluwarsa", REVIVED: "ditahan lagi",
    CHARGED: "ditagih", DECLINED: "ditolak", PAID: "lunas", CANCELLED: "dibatalkan",
    REFUND_DUE: "pengembalian diputuskan", REFUNDED: "uang dikembalikan", CHECKED_IN: "tiket dipakai",
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
