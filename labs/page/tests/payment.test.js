// Payments that fail, late ones, and orders that end.

import assert from "node:assert/strict";
import {button, enter, heading, misses, seat, sees} from "../browser.js";
import {api, hold, newCustomer, newShowtime} from "../cinema.js";
import {pageTest} from "../page-test.js";

const BRIEF = {url: process.env.PAGE_BRIEF_URL}; // it holds seats for a few seconds
const status = (page, word) => page.getByRole("definition").getByText(word, {exact: true});
const event = (page, word) => page.getByRole("listitem").filter({has: page.getByText(word, {exact: true})});

/** An order of two seats on its page, made by the API. */
async function openOrder(page, url) {
  const buyer = await newCustomer();
  const showtime = await newShowtime();
  const body = {showtime_id: showtime.id, seats: ["C4", "C5"]};
  const order = await api("POST", "/orders", {token: buyer.token, body, url});
  await enter(page, buyer, "/orders/" + order.id);
  await sees(heading(page, "Order " + order.id));
  return {buyer, showtime, order};
}

/** The Idempotency-Keys of all requests that change the address, in their order. */
function watchKeys(page, path) {
  const keys = [];
  page.on("request", request => {
    if (request.method() === "POST" && new URL(request.url()).pathname === path) keys.push(request.headers()["idempotency-key"]);
  });
  return keys;
}

async function choose(page, card) {
  await page.getByLabel("Card", {exact: true}).selectOption(card);
  await button(page, /^Pay /).click();
}

pageTest("a declined card charges nothing, and another card pays", async page => {
  await openOrder(page);
  await choose(page, "A card that is declined");
  await sees(page.getByRole("alert").getByText("The payment was declined"));
  await sees(status(page, "held"));
  await choose(page, "A card that works");
  await sees(status(page, "paid"));
  await sees(event(page, "declined"));
  assert.equal(await event(page, "charged").count(), 1);
});

for (const card of ["A card whose answer is lost", "A card whose answer comes late"]) {
  pageTest(card + " is charged once, with one Idempotency-Key", async page => {
    const {order} = await openOrder(page);
    const keys = watchKeys(page, `/api/orders/${order.id}/pay`);
    await choose(page, card);
    await sees(status(page, "paid"));
    await sees(event(page, "paid"));
    assert.equal(await event(page, "charged").count(), 1);
    assert.equal(new Set(keys).size, 1, keys.join());
  });
}

pageTest("an order whose answer is lost on the way is sent again, and is one order", async page => {
  const buyer = await newCustomer();
  const showtime = await newShowtime();
  await enter(page, buyer, "/showtimes/" + showtime.id);
  const keys = watchKeys(page, "/api/orders");
  await page.route("**/api/orders", async route => {
    await route.fetch(); // the service does its work
    await route.abort("connectionreset");
  }, {times: 1});
  await seat(page, "C4", "free").click();
  await button(page, "Book these seats").click();
  await sees(heading(page, /^Order/));
  assert.equal(keys.length, 2);
  assert.equal(new Set(keys).size, 1, keys.join());
  const orders = await api("GET", "/orders", buyer);
  assert.equal(orders.length, 1);
});

pageTest("a payment without any answer keeps its key for the next try", async page => {
  const {order} = await openOrder(page);
  const keys = watchKeys(page, `/api/orders/${order.id}/pay`);
  const path = `**/api/orders/${order.id}/pay`;
  await page.route(path, route => route.abort("connectionreset"), {times: 4}); // so often does the page try
  await button(page, /^Pay /).click();
  await sees(page.getByRole("alert").getByText("It is not known yet whether the payment succeeded."));
  await button(page, /^Pay /).click();
  await sees(status(page, "paid"));
  assert.equal(keys.length, 5, keys.join());
  assert.equal(new Set(keys).size, 1, keys.join());
});

pageTest("a hold expires, its seats are free again, and a late payment gets them back", BRIEF, async (page, open) => {
  const {showtime} = await openOrder(page, BRIEF.url);
  await sees(page.getByText("The hold is over. You can still pay"));
  await sees(status(page, "expired"));
  const other = await open();
  await enter(other, await newCustomer(), "/showtimes/" + showtime.id);
  await sees(seat(other, "C4", "free"));
  await button(page, /^Pay /).click();
  await sees(status(page, "paid"));
  await sees(event(page, "held again"));
  await sees(seat(other, "C4", "sold"));
});

pageTest("a late payment for seats of another buyer is told honestly", BRIEF, async page => {
  const {showtime, order} = await openOrder(page, BRIEF.url);
  await sees(status(page, "expired"));
  await hold(showtime, order.seats);
  await button(page, /^Pay /).click();
  await sees(page.getByRole("alert").getByText("Another buyer has some of them now."));
  assert.equal(await event(page, "paid").count(), 0);
});

pageTest("a held order is cancelled after a question, and its seats are free", async page => {
  const {showtime, order} = await openOrder(page);
  await button(page, "Cancel the order").click();
  await button(page, "No, keep it").click();
  await misses(page.getByRole("dialog"));
  await sees(status(page, "held"));
  await button(page, "Cancel the order").click();
  await button(page, "Yes, cancel it").click();
  await sees(status(page, "cancelled"));
  await hold(showtime, order.seats);
});

pageTest("a paid order is cancelled, and the money is refunded", async page => {
  await openOrder(page);
  await button(page, /^Pay /).click();
  await sees(status(page, "paid"));
  await button(page, "Cancel the order").click();
  await sees(page.getByRole("dialog").getByText(/90,000 is refunded/));
  await button(page, "Yes, cancel it").click();
  await sees(status(page, "cancelled"));
  await sees(event(page, "refunded"));
  await sees(page.getByText("The money is refunded."));
});
