// Check-in at the door.

import {button, enter, heading, link, sees} from "../browser.js";
import {api, hold, newCustomer, newShowtime, newStaff, pay} from "../cinema.js";
import {pageTest} from "../page-test.js";

/** A paid ticket for a showtime that starts soon, so that the doors are open. */
async function buyTicket(buyer) {
  const showtime = await newShowtime({hours: 0.5});
  const order = await hold(showtime, ["C4", "C5"], buyer);
  await pay(order, buyer);
  const {tickets} = await api("GET", `/orders/${order.id}/ticket`, buyer);
  return {showtime, code: tickets[0].code};
}

pageTest("a ticket is admitted once, and then told as used", async page => {
  const {showtime, code} = await buyTicket(await newCustomer());
  await enter(page, await newStaff(), "/");
  await link(page, "Check-in").click();
  const name = await page.getByLabel("Showtime", {exact: true}).getByRole("option").filter({hasText: showtime.title}).textContent();
  await page.getByLabel("Showtime", {exact: true}).selectOption(name);
  await page.getByLabel("Door").fill("left");
  await page.getByLabel("Code of the ticket").fill(code);
  await page.getByLabel("Code of the ticket").press("Enter");
  const verdict = page.getByRole("alert");
  await sees(verdict.getByText("Admitted"));
  await sees(verdict.getByText("Seat C4"));

  await page.getByLabel("Code of the ticket").fill(code);
  await button(page, "Check").click();
  await sees(verdict.getByText("Already used"));
  await sees(page.getByRole("list").getByText(/Already used · Seat C4/));
  await page.getByLabel("Code of the ticket").fill(code.slice(0, -2) + "xx");
  await button(page, "Check").click();
  await sees(verdict.getByText("No ticket of this cinema"));
});

pageTest("a ticket of another showtime is refused", async page => {
  const {code} = await buyTicket(await newCustomer());
  const other = await newShowtime({hours: 0.5});
  await enter(page, await newStaff(), "/check-in");
  const choice = page.getByLabel("Showtime", {exact: true});
  await choice.selectOption(await choice.getByRole("option").filter({hasText: other.title}).textContent());
  await page.getByLabel("Code of the ticket").fill(code);
  await button(page, "Check").click();
  await sees(page.getByRole("alert").getByText("Wrong showtime"));
});

pageTest("a customer does not get to the check-in", async page => {
  await enter(page, await newCustomer(), "/check-in");
  await sees(page.getByRole("alert").getByText("Only staff may open this view."));
  await sees(heading(page, "Check-in"));
});
