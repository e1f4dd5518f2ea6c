// Opens the page in Chromium, and waits for what it shows.

import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {chromium} from "playwright-core";
import {PAGE, PASSWORD, PATIENCE_MS, api, until} from "./cinema.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
const launch = () => browser ??= chromium.launch({executablePath: process.env.CHROMIUM});
export const closeBrowser = async () => (await browser)?.close();

/** A window of its own customer: it shares no storage with other windows. */
export async function openWindow(errors, {url = PAGE, ...options} = {}) {
  const context = await (await launch()).newContext({
    baseURL: url, locale: "en-GB", timezoneId: "Asia/Jakarta", viewport: {width: 1280, height: 900},
    reducedMotion: "reduce", ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  countRequests(page);
  page.on("pageerror", error => errors.push(String(error.stack ?? error)));
  page.on("console", message => {
    if (message.type() === "error" && !isRefusal(message)) errors.push(message.text());
  });
  return page;
}

/** page.running is the number of requests without an answer. */
function countRequests(page) {
  page.running = 0;
  page.on("request", () => page.running++);
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, () => page.running--);
}

/** Waits until the view is complete: it has its heading, and all requests have their answers. */
export async function settled(page) {
  await sees(page.getByRole("heading", {level: 1}));
  await until("no request runs", async () => {
    const isQuiet = page.running === 0;
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return isQuiet && page.running === 0;
  });
}

/** Opens an address of the page as somebody who has logged in. */
export async function enter(page, {email, password = PASSWORD}, address) {
  const {refresh_token} = await api("POST", "/login", {body: {email, password}});
  await page.goto("/web/icon.svg"); // a file of the same origin, so that no view uses the token yet
  await page.evaluate(token => sessionStorage.setItem("refresh_token", token), refresh_token);
  await page.goto("/#" + address);
}

/**
 * The browser notes each answer of 400 and more. The page shows those of the API to the customer. The browser also asks
 * for favicon.ico where a file is not HTML.
 */
function isRefusal(message) {
  return message.text().startsWith("Failed to load resource") && /:\d+\/(api\/|xray|favicon\.ico)/.test(message.location().url);
}

export const button = (place, name) => place.getByRole("button", {name});
export const link = (place, name) => place.getByRole("link", {name});
export const heading = (place, name) => place.getByRole("heading", {name});
/** A seat by its name and what its label says of it: seat(page, "C4", "free"). */
export const seat = (page, name, state) => page.getByRole("gridcell", {name: `${name}, ${state}`, exact: true});

/** Waits for an element. */
export const sees = locator => locator.first().waitFor();

/** Waits until there is no such element. */
export const misses = locator => locator.first().waitFor({state: "hidden"});

/** The rules of axe-core that this page breaks, each with its first element. */
export async function violations(page) {
  if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axe);
  const options = {rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]};
  const found = await page.evaluate(options => axe.run(options), options);
  return found.violations.map(({id, nodes: [first, ...others]}) =>
    `${id}: ${first.html.slice(0, 200)} ${first.failureSummary.replace(/\s+/g, " ")} (and ${others.length} more)`);
}
