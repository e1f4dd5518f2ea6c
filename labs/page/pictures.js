// Makes the pictures of the README again: labs/page/run.sh pictures.js

import {mkdirSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {button, closeBrowser, enter, link, openWindow, seat, sees, settled} from "./browser.js";
import {admin, api, hold, newCustomer, newShowtime, pay, until} from "./cinema.js";

const folder = fileURLToPath(new URL("pictures/", import.meta.url));
const MAX_BYTES = 160_000;

async function save(page, name) {
  const picture = await page.screenshot();
  writeFileSync(`${folder}${name}.png`, picture);
  console.log(`${name}.png has ${picture.length} bytes`);
  if (picture.length > MAX_BYTES) throw new Error(`${name}.png has more than ${MAX_BYTES} bytes`);
}

/** A showtime of an imported film in three days, so that the picture shows no film of a test. */
async function findShowtime({token}) {
  const films = await until("the films are imported", async () => {
    const found = await api("GET", "/movies?q=Inception", {token});
    return found.length > 0 && found;
  });
  return (await api("GET", `/movies/${films[0].id}/showtimes`, {token})).at(-1);
}

const buyer = await newCustomer();
const other = await newCustomer();
const showtime = await findShowtime(buyer);
for (const seats of [["F5", "F6"], ["G7", "G8", "G9", "G10"]]) await pay(await hold(showtime, seats, other), other);
await hold(showtime, ["D3", "D4", "D5"], other);
const another = await newShowtime({rows: 20});
for (const row of "ABCDEFGHIJKLMNOPQRST") await hold(another, [row + 1]); // the first orders are slow
for (const path of ["/showtimes/" + another.id, "/movies/" + another.film]) await api("DELETE", path, await admin());
await pay(await hold(showtime, ["E7"], buyer), buyer);

mkdirSync(folder, {recursive: true});
const errors = [];
const page = await openWindow(errors, {viewport: {width: 1280, height: 800}});
await enter(page, buyer, "/showtimes/" + showtime.id);
for (const name of ["F7", "F8"]) await seat(page, name, "free").click();
await page.mouse.move(0, 0);
await save(page, "seats");

await button(page, "Book these seats").click();
await settled(page);
await button(page, "X-ray").click();
await button(page, "Larger").click();
await button(page, /POST \/api\/orders .*201/).click();
await sees(page.getByRole("list", {name: "Steps of the trace"}));
await page.getByRole("tab", {name: "Waterfall"}).focus();
await page.setViewportSize({width: 1280, height: 760});
await save(page, "xray");

const phone = await openWindow(errors, {viewport: {width: 360, height: 740}});
await enter(phone, buyer, "/");
await sees(link(phone, "Inception"));
await settled(phone);
await save(phone, "films");
await closeBrowser();
if (errors.length > 0) throw new Error(errors.join("\n"));
