// Makes the pictures of the README again: labs/page/run.sh pictures.js

import {statSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {button, enter, launch, link, openWindow, seat, sees, settled} from "./browser.js";
import {api, hold, newCustomer, pay, until} from "./cinema.js";

const folder = fileURLToPath(new URL("pictures/", import.meta.url));
const MAX_BYTES = 120_000;

async function save(page, name, height) {
  const path = `${folder}${name}.png`;
  const {width} = page.viewportSize();
  await page.screenshot({path, clip: {x: 0, y: 0, width, height}});
  const {size} = statSync(path);
  console.log(`${name}.png has ${size} bytes`);
  if (size > MAX_BYTES) throw new Error(`${name}.png has more than ${MAX_BYTES} bytes`);
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
await pay(await hold(showtime, ["E7"], buyer), buyer);

const errors = [];
const page = await openWindow(errors, {viewport: {width: 1280, height: 800}});
await enter(page, buyer, "/showtimes/" + showtime.id);
for (const name of ["F7", "F8"]) await seat(page, name, "free").click();
await page.mouse.move(0, 0);
await save(page, "seats", 800);

await button(page, "Book these seats").click();
await settled(page);
await button(page, "X-ray").click();
await button(page, /POST \/api\/orders .*201/).click();
await sees(page.getByRole("list", {name: "Steps of the trace"}));
await save(page, "xray", 800);

const phone = await openWindow(errors, {viewport: {width: 360, height: 740}});
await enter(phone, buyer, "/");
await sees(link(phone, "Inception"));
await settled(phone);
await save(phone, "films", 740);
await (await launch()).close();
if (errors.length > 0) throw new Error(errors.join("\n"));
