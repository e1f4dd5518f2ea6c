// X-ray: what an order did in each service, without a value of the customer.

import assert from "node:assert/strict";
import {button, enter, heading, misses, seat, sees, settled} from "../browser.js";
import {PAGE, newCustomer, newShowtime, until} from "../cinema.js";
import {pageTest} from "../page-test.js";

const PRICE = 43_217; // a number that nothing else has

const sqlOf = (spans, service) => spans.filter(span => span.kind === "sql" && span.service === service).map(span => span.name);

/** Books two seats in the page, and gives the order with its trace id. */
async function book(page, buyer) {
  const showtime = await newShowtime({price: PRICE});
  await enter(page, buyer, "/showtimes/" + showtime.id);
  await seat(page, "C4", "free").click();
  await seat(page, "C5", "free").click();
  const [response] = await Promise.all([
    page.waitForResponse(response => response.request().method() === "POST" && response.url().endsWith("/api/orders")),
    button(page, "Book these seats").click(),
  ]);
  const trace = (await response.request().allHeaders()).traceparent.split("-")[1];
  return {order: (await response.json()).data, trace};
}

async function readTrace(trace) {
  const response = await fetch(`${PAGE}/xray/${trace}`);
  assert.equal(response.status, 200);
  return (await response.json()).data;
}

pageTest("an order goes through gateway, order and movie, and its trace has no value of it", async page => {
  const buyer = await newCustomer();
  const {order, trace} = await book(page, buyer);
  assert.deepEqual(order.seats, ["C4", "C5"]);
  const {spans, missing} = await until("the trace is whole", async () => {
    const found = await readTrace(trace);
    return found.spans.every(span => span.duration_us != null) && found;
  });

  assert.deepEqual(missing, []);
  const services = new Set(spans.map(span => span.service));
  for (const service of ["gateway", "order", "movie"]) assert.ok(services.has(service), service);
  const statements = sqlOf(spans, "order");
  for (const table of ["orders", "order_items", "seat_claims"]) {
    const isInsert = text => new RegExp(`^\\s*INSERT (IGNORE )?INTO ${table}\\b`).test(text);
    assert.ok(statements.some(isInsert), `INSERT INTO ${table}: ${statements}`);
  }
  assert.ok(statements.includes("COMMIT"), statements.join("\n"));
  const told = JSON.stringify(spans.map(({name, values}) => [name, values]));
  for (const value of [/\bC[45]\b/, new RegExp(`${PRICE}|${2 * PRICE}`), /@example/, new RegExp(buyer.email)]) {
    assert.doesNotMatch(told, value);
  }
});

pageTest("the drawer shows an order as waterfall, sequence, SQL, request and log", async page => {
  const buyer = await newCustomer();
  const {trace} = await book(page, buyer);
  await button(page, "X-ray").click();
  await button(page, /POST \/api\/orders .*201/).click();
  const drawer = page.getByRole("region", {name: "X-ray"});
  await sees(drawer.getByText(trace).first());
  const steps = drawer.getByRole("list", {name: "Steps of the trace"});
  for (const step of [/gateway.*POST \/orders/, /order.*INSERT INTO seat_claims/, /movie/, /COMMIT/]) {
    await sees(steps.getByRole("listitem").filter({hasText: step}));
  }
  await drawer.getByRole("tab", {name: "Waterfall"}).press("ArrowRight");
  await sees(drawer.getByRole("img", {name: /browser → gateway.*gateway → order.*order → movie/}));
  await drawer.getByRole("tab", {name: "Sequence"}).press("ArrowRight");
  await sees(drawer.getByRole("tabpanel", {name: "SQL"}).getByText(/INSERT INTO order_items/));
  await drawer.getByRole("tab", {name: "Request and answer"}).click();
  const request = drawer.getByRole("tabpanel", {name: "Request and answer"});
  await sees(request.getByText(/"role": "customer"/)); // the claims of the token
  await sees(request.getByText(/signature cut/));
  assert.doesNotMatch(await request.innerText(), /eyJ[\w-]+\.[\w-]+\.[\w-]{20}/, "a token with its signature");
  await sees(request.getByText(/^curl -i -X POST/));
  await drawer.getByRole("tab", {name: "Log"}).click();
  await sees(drawer.getByRole("tabpanel", {name: "Log"}).getByText(/order .*POST \/orders 201/));
  await page.keyboard.press("Escape");
  await misses(drawer);
});

pageTest("a request of curl is found by its typed trace id", async page => {
  const trace = "4bf92f3577b34da6" + Date.now().toString(16).padStart(16, "0");
  const headers = {traceparent: `00-${trace}-00f067aa0ba902b7-01`};
  assert.equal((await fetch(PAGE + "/api/movies", {headers})).status, 401);
  await page.goto("/");
  await button(page, "X-ray").click();
  await page.getByLabel("Trace id").fill("no id");
  await button(page, "Show").click();
  await sees(page.getByText("A trace id has 32 digits"));
  await page.getByLabel("Trace id").fill(trace);
  await page.getByLabel("Trace id").press("Enter");
  await sees(page.getByRole("list", {name: "Steps of the trace"}).getByText("GET /api/movies"));
});

pageTest("one button lets two buyers order one seat, and one of them loses", async page => {
  const showtime = await newShowtime();
  await enter(page, await newCustomer(), "/showtimes/" + showtime.id);
  await sees(seat(page, "A1", "free"));
  await page.route("**/api/me", route => route.abort()); // the buyers stay, or order soon frees their seat
  await button(page, "X-ray").click();
  await button(page, "Two buyers for one seat").click();
  await sees(page.getByText(/Buyer [AB] got A1\..*(duplicate key|found A1 taken)/));
  await sees(heading(page, "Buyer A: POST /api/orders"));
  await sees(heading(page, "Buyer B: POST /api/orders"));
  await sees(seat(page, "A1", "held by another buyer"));
});

pageTest("a gateway without X-ray has no drawer", {url: process.env.PAGE_BRIEF_URL}, async page => {
  await page.goto("/");
  await sees(heading(page, "Log in"));
  assert.equal((await fetch(process.env.PAGE_BRIEF_URL + "/xray")).status, 404);
  await settled(page);
  await misses(button(page, "X-ray"));
});

pageTest("a button stops the answers of movie, and starts them again", {url: process.env.PAGE_FAULTS_URL}, async page => {
  const buyer = await newCustomer();
  const {film} = await newShowtime();
  const answerOf = async path => (await fetch(process.env.PAGE_FAULTS_URL + "/api" + path, {headers: {Authorization: "Bearer " + buyer.token}})).status;
  const stop = button(page, "Stop movie's answers");
  await enter(page, buyer, "/");
  await button(page, "X-ray").click();
  assert.equal(await stop.getAttribute("aria-pressed"), "false");
  assert.equal(await answerOf("/movies/" + film), 200);

  await stop.click();
  await sees(page.getByRole("button", {name: "Stop movie's answers", pressed: true}));
  await until("movie is told to be unavailable", async () => await answerOf("/movies/" + film + "/showtimes") >= 503);

  await stop.click();
  await sees(page.getByRole("button", {name: "Stop movie's answers", pressed: false}));
  await until("movie answers again", async () => await answerOf("/movies/" + film) === 200);
});
