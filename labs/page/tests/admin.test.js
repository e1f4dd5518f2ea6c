// The admin's views, and a film whose title looks like HTML.

import assert from "node:assert/strict";
import {button, enter, heading, link, misses, sees, settled} from "../browser.js";
import {ADMIN} from "../system.js";
import {api, newCustomer, newShowtime, unique} from "../cinema.js";
import {pageTest} from "../page-test.js";

const dialog = page => page.getByRole("dialog");

pageTest("an admin adds a film and its showtime, and a customer finds both", async (page, open) => {
  const title = unique("Laskar Pelangi");
  const studio = unique("Mawar");
  await enter(page, ADMIN, "/admin");
  await link(page.getByRole("navigation", {name: "Admin"}).last(), "Studios").click();
  await page.getByLabel("Name").fill(studio);
  await page.getByLabel("Rows").fill("3");
  await page.getByLabel("Seats in a row").fill("6");
  await button(page, "Add a studio").click();
  await sees(page.getByText(studio + " is added."));

  await link(page, "Films").last().click();
  await button(page, "Add a film").click();
  await button(dialog(page), "Add a film").click(); // an empty form: the API names each field
  await sees(dialog(page).getByText(/must|required|missing/i));
  await dialog(page).getByLabel("Title").fill(title);
  await dialog(page).getByLabel("Genres").fill("Drama, Adventure");
  await dialog(page).getByLabel("Minutes").fill("124");
  await button(dialog(page), "Add a film").click();
  await sees(page.getByText(`“${title}” is added.`));

  await link(page, "Showtimes").click();
  await page.getByLabel("Film").selectOption(`${title} (124 min)`);
  await page.getByLabel("Studio").selectOption(studio);
  await button(page, "Next day").click(); // tomorrow at 19:00
  await page.getByLabel("Price of a seat").fill("40000");
  await button(page, "Add a showtime").click();
  await sees(page.getByText(`${title} is added:`));
  await sees(button(page, new RegExp("19:00–21:04 " + title)));

  const customer = await open();
  await enter(customer, await newCustomer(), "/");
  await customer.getByLabel("Title").fill(title);
  await button(customer, "Search").click();
  await link(customer, title).click();
  await sees(heading(customer, /^Tomorrow, /));
  await link(customer, new RegExp("19:00 until 21:04 " + studio)).click();
  await sees(customer.getByText("18 seats are free"));
});

pageTest("an admin cancels a showtime, and its film goes", async page => {
  const {title} = await newShowtime({hours: 24});
  await enter(page, ADMIN, "/admin/showtimes");
  await button(page, "Next day").click();
  await button(page, new RegExp(title)).click();
  await sees(dialog(page).getByText("0 of 40 seats are taken."));
  await button(dialog(page), "Cancel the showtime").click();
  await sees(page.getByText(`${title} is cancelled.`));
  await misses(button(page, new RegExp(title)));

  await link(page.getByRole("navigation", {name: "Admin"}), "Films").click();
  await page.getByLabel("Part of the title").fill(title);
  await page.getByLabel("Part of the title").press("Enter");
  await button(page, "Remove: " + title).click();
  await button(dialog(page), "Remove").click();
  await sees(page.getByText(`“${title}” is removed.`));
});

pageTest("an admin gives a role, and its owner sees the new view after the next login", async (page, open) => {
  const account = await newCustomer();
  await enter(page, ADMIN, "/admin/users");
  await showAccount(page, account.email);
  await page.getByLabel("Role of " + account.email, {exact: true}).selectOption("Staff");
  await button(page, "Save role: " + account.email).click();
  await sees(page.getByText(account.email + " has a new role"));
  const staff = await open();
  await enter(staff, account, "/check-in");
  await sees(heading(staff, "Check-in"));
});

/** A new account is on one of the last pages, since other tests add accounts meanwhile. */
async function showAccount(page, email) {
  await sees(page.getByRole("listitem"));
  while (await page.getByText(email).count() === 0) {
    const [response] = await Promise.all([page.waitForResponse(/\/api\/users/), button(page, "Next").click()]);
    await response.finished();
    await settled(page);
  }
}

pageTest("a customer sees no view of the admin", async page => {
  await enter(page, await newCustomer(), "/admin/users");
  await sees(page.getByRole("alert").getByText("Only an admin may open this view."));
  assert.equal(await link(page, "Admin").count(), 0);
});

pageTest("an import says what it did", async page => {
  await enter(page, ADMIN, "/admin/films");
  await button(page, "Import from TheMovieDB").click();
  await sees(page.getByText(/^Import: \d+ new/));
});

pageTest("a film called <img src=x onerror=alert(1)> shows its name", async page => {
  const title = "<img src=x onerror=alert(1)>";
  page.on("dialog", shown => {
    throw new Error("a script of the title ran: " + shown.message());
  });
  const {id, film} = await newShowtime({title, hours: 24});
  const buyer = await newCustomer();
  const {token} = buyer;
  await enter(page, buyer, "/?" + new URLSearchParams({q: title}));
  await sees(link(page, title));
  for (const address of ["/films/" + film, "/showtimes/" + id]) {
    await page.goto("/#" + address);
    await sees(page.getByRole("heading", {level: 1, name: title}));
  }
  const order = await api("POST", "/orders", {token, body: {showtime_id: id, qty: 1}});
  await page.goto("/#/orders");
  await sees(page.getByRole("main").getByText(title));
  await page.goto("/#/orders/" + order.id);
  await sees(page.getByRole("main").getByText(title));
  await enter(page, ADMIN, "/admin/films");
  await page.getByLabel("Part of the title").fill("<img");
  await page.getByLabel("Part of the title").press("Enter");
  await sees(page.getByRole("listitem").getByText(title));
  await page.goto("/#/admin/showtimes");
  await button(page, "Next day").click();
  await sees(page.getByText(title).first());
  assert.equal(await page.locator("main img[src=x]").count(), 0);
});
