// The list of the own orders, the newest first.

import {claims, send} from "./api.js";
import {h, parameters} from "./dom.js";
import {problemLine} from "./form.js";
import {pages} from "./pages.js";
import {dayAndTimeOf, rupiah, texts} from "./text.js";

const t = texts({
  en: {
    orders: "My orders", order: "Order {id}", none: "There is no order yet.",
    HELD: "held", PAID: "paid", EXPIRED: "expired", CANCELLED: "cancelled",
  },
  id: {
    orders: "Pesanan saya", order: "Pesanan {id}", none: "Belum ada pesanan.",
    HELD: "ditahan", PAID: "lunas", EXPIRED: "kedaluwarsa", CANCELLED: "dibatalkan",
  },
});
const PER_PAGE = 10;
const SIGNS = {HELD: "…", PAID: "✓", EXPIRED: "–", CANCELLED: "×"};

/** The status as a sign and a word. */
export const statusOf = ({status}) =>
  h("span", {class: "order-status " + status}, h("span", {"aria-hidden": "true"}, SIGNS[status] + " "),
    h("span", {}, t(status)));

export async function showOrders(main) {
  const page = parameters().get("page") ?? 1;
  main.append(h("h1", {}, t("orders")));
  // An admin sees all orders otherwise.
  const query = new URLSearchParams({user_id: claims().sub, page, per_page: PER_PAGE});
  const answer = await send("GET", "/api/orders?" + query);
  if (!answer.ok) return void main.append(problemLine(answer.problem));
  main.append(
    answer.data.length === 0 ? h("p", {}, t("none")) : h("ul", {class: "orders"}, answer.data.map(entry)),
    pages(answer.meta, page => ({href: "#/orders?page=" + page})));
}

function entry(order) {
  return h("li", {class: "card"},
    h("a", {href: "#/orders/" + order.id}, t("order", {id: order.id})), " ", statusOf(order),
    h("p", {}, h("strong", {}, order.movie_title)),
    h("p", {class: "soft"}, [dayAndTimeOf(order.starts_at), order.seats.join(", "), rupiah(order.total)].join(" · ")));
}
