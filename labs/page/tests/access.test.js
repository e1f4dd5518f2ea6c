// Every view: no violation for axe-core in both colour schemes, and no sideways scrolling on a phone in both languages.

import assert from "node:assert/strict";
import {before} from "node:test";
import {button, enter, seat, sees, settled, violations} from "../browser.js";
import {ADMIN} from "../system.js";
import {hold, newCustomer, newShowtime, newStaff, pay} from "../cinema.js";
import {pageTest} from "../page-test.js";

const PHONE = {width: 360, height: 740};
const DESKTOP = {width: 1280, height: 900};

let buyer, staff, showtime, held, paid;
before(async () => {
  [buyer, staff] = [await newCustomer(), await newStaff()];
  showtime = await newShowtime({rows: 12, seats: 20});
  held = await hold(showtime, ["C4", "C5"], buyer);
  paid = await hold(showtime, ["D4", "D5"], buyer);
  await pay(paid, buyer);
  const other = await newCustomer();
  await hold(showtime, ["E4", "E5"], other);
  await pay(await hold(showtime, ["F4", "F5"], other), other);
});

const VIEWS = {
  "log in": [null, () => "/login"],
  "register": [null, () => "/register"],
  "films": [() => buyer, () => "/"],
  "no films": [() => buyer, () => "/?q=nothing"],
  "film": [() => buyer, () => "/films/" + showtime.film],
  "seats": [() => buyer, () => "/showtimes/" + showtime.id],
  "my orders": [() => buyer, () => "/orders"],
  "held order": [() => buyer, () => "/orders/" + held.id],
  "paid order": [() => buyer, () => "/orders/" + paid.id],
  "tickets": [() => buyer, () => `/orders/${paid.id}/tickets`],
  "account": [() => buyer, () => "/account"],
  "an address with nothing": [() => buyer, () => "/nothing"],
  "check-in": [() => staff, () => "/check-in"],
  "admin": [() => ADMIN, () => "/admin"],
  "admin's films": [() => ADMIN, () => "/admin/films"],
  "admin's showtimes": [() => ADMIN, () => "/admin/showtimes"],
  "admin's studios": [() => ADMIN, () => "/admin/studios"],
  "admin's users": [() => ADMIN, () => "/admin/users"],
};

async function show(page, [account, address]) {
  if (account) await enter(page, account(), address());
  else await page.goto("/#" + address());
  await settled(page);
}

async function hasNoViolation(page) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({colorScheme});
    found.push(...(await violations(page)).map(violation => `${colorScheme}: ${violation}`));
  }
  await page.emulateMedia({colorScheme: "light"});
  assert.deepEqual(found, []);
}

async function fitsAPhone(page) {
  await page.setViewportSize(PHONE);
  const wide = await page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter(() => document.documentElement.scrollWidth > innerWidth)
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .map(element => element.outerHTML.slice(0, 120)).slice(0, 5));
  assert.deepEqual(wide, [], "elements beyond the right edge");
}

for (const [name, view] of Object.entries(VIEWS)) {
  pageTest(`everybody can use this view: ${name}`, async page => {
    await show(page, view);
    await hasNoViolation(page);
    await fitsAPhone(page);
    await hasNoViolation(page); // a phone has other targets and other places
  });

  pageTest(`this view is whole in Indonesian: ${name}`, {locale: "id-ID", viewport: PHONE}, async page => {
    await show(page, view);
    await fitsAPhone(page);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "id");
    assert.doesNotMatch(await page.getByRole("main").innerText(), /undefined|NaN|\{\w+\}|\[object/);
  });
}

pageTest("everybody can use the drawer of X-ray", async page => {
  await show(page, VIEWS.seats);
  await seat(page, "A1", "free").click();
  await button(page, "Book these seats").click();
  await settled(page);
  await button(page, "X-ray").click();
  await hasNoViolation(page);
  await button(page, /POST \/api\/orders .*201/).click();
  await sees(page.getByRole("list", {name: "Steps of the trace"}));
  for (const tab of ["Waterfall", "Sequence", "SQL", "Request and answer", "Log"]) {
    await page.getByRole("tab", {name: tab}).click();
    await page.setViewportSize(DESKTOP);
    await hasNoViolation(page);
    await fitsAPhone(page);
  }
});

pageTest("everybody can use a form with errors, and a dialog", async page => {
  await page.goto("/#/register");
  await button(page, "Create an account").click();
  await sees(page.locator("[aria-invalid=true]"));
  await hasNoViolation(page);
  await show(page, VIEWS["admin's films"]);
  await button(page, "Add a film").click();
  await sees(page.getByRole("dialog"));
  await hasNoViolation(page);
  await fitsAPhone(page);
});

pageTest("everybody can use a seat map that has lost a seat", async page => {
  await show(page, VIEWS.seats);
  await seat(page, "J1", "free").click();
  await hold(showtime, ["J1"]);
  await sees(page.getByRole("alert").getByText("Another buyer has just taken J1."));
  await hasNoViolation(page);
  await fitsAPhone(page);
});
