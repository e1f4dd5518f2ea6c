// The seat map: others take seats at the same time, and the service has an offer.

import assert from "node:assert/strict";
import {button, enter, heading, misses, seat, sees} from "../browser.js";
import {hold, newCustomer, newShowtime, pay} from "../cinema.js";
import {pageTest} from "../page-test.js";

async function openSeats(page, showtime, buyer) {
  await enter(page, buyer ?? await newCustomer(), "/showtimes/" + showtime.id);
  await sees(page.getByRole("grid", {name: "Seats"}));
}

pageTest("a seat that another window takes is told, and one click books others", async (page, open) => {
  const showtime = await newShowtime();
  const other = await open();
  await Promise.all([openSeats(page, showtime), openSeats(other, showtime)]);
  for (const name of ["C4", "C5"]) await seat(page, name, "free").click();
  for (const name of ["C5", "C6"]) await seat(other, name, "free").click();
  await button(other, "Book these seats").click();
  await sees(heading(other, /^Order/));

  await sees(page.getByRole("alert").getByText("Another buyer has just taken C5."));
  await sees(seat(page, "C5", "held by another buyer"));
  await sees(seat(page, "C4", "chosen")); // the rest of the choice stays
  await button(page, "Book the best 2 instead").click();
  await sees(heading(page, /^Order/));
  await sees(page.getByText(/^[A-E]\d, [A-E]\d$/));
});

pageTest("a buyer who is a moment too late gets the offer of the service", async page => {
  const showtime = await newShowtime();
  await openSeats(page, showtime);
  for (const name of ["C4", "C5"]) await seat(page, name, "free").click();
  await page.route("**/api/orders", async route => {
    await hold(showtime, ["C4", "C5"]); // just before the order arrives
    await route.continue();
  }, {times: 1});
  await button(page, "Book these seats").click();
  const offer = button(page, /^Book [A-E]\d, [A-E]\d instead$/);
  await sees(offer);
  await sees(page.getByRole("alert").getByText(/taken/));
  const seats = /Book (.*) instead/.exec(await offer.innerText())[1];
  await offer.click();
  await sees(heading(page, /^Order/));
  await sees(page.getByText(seats, {exact: true}));
});

pageTest("a choice that leaves a single seat gets an offer too", async page => {
  const showtime = await newShowtime();
  await hold(showtime, ["C4"]);
  await openSeats(page, showtime);
  await seat(page, "C6", "free").click();
  await button(page, "Book these seats").click();
  await button(page, /^Book [A-E]\d instead$/).click();
  await sees(heading(page, /^Order/));
});

pageTest("each state has its word, and seats of others cannot be chosen", async page => {
  const showtime = await newShowtime();
  const buyer = await newCustomer();
  const other = await newCustomer();
  await pay(await hold(showtime, ["A1", "A2"], other), other);
  await hold(showtime, ["B1", "B2"], other);
  await hold(showtime, ["C1", "C2"], buyer);
  await openSeats(page, showtime, buyer);
  await sees(seat(page, "A1", "sold"));
  await sees(seat(page, "B2", "held by another buyer"));
  await sees(seat(page, "C1", "yours"));
  await sees(page.getByText("34 seats are free"));
  await seat(page, "A1", "sold").click({force: true});
  await sees(page.getByText("A1 is sold."));
  await seat(page, "D1", "free").click();
  await sees(page.getByText(/^D1: .*45,000/));
  await seat(page, "D2", "free").click();
  await sees(page.getByText(/^D1, D2: .*90,000/)); // the total
  await seat(page, "D1", "chosen").click();
  await sees(page.getByText(/^D2: .*45,000/));
});

pageTest("the service chooses the best seats", async page => {
  const showtime = await newShowtime();
  await openSeats(page, showtime);
  await page.getByLabel("Best seats for").fill("3");
  await button(page, "Book the best seats").click();
  await sees(heading(page, /^Order/));
  await sees(page.getByText(/^([A-E])\d, \1\d, \1\d$/));
});

pageTest("a map that is renewed keeps the choice and the focus", async page => {
  const showtime = await newShowtime();
  await openSeats(page, showtime);
  await seat(page, "C4", "free").click();
  await hold(showtime, ["E1", "E2"]);
  await sees(seat(page, "E1", "held by another buyer"));
  await sees(seat(page, "C4", "chosen"));
  const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.equal(focused, "C4, chosen");
  await misses(page.getByRole("alert").getByText(/./));
});
