// Measures the CPU time of 50 open pages that renew their seat maps: labs/page/run.sh polling.js. It needs Linux.
// Before it measures, the pages ask without a pause, so that the JVMs have compiled their code as after an hour of use:
// their compilers cost twice as much as the work itself until then.

import {readdirSync, readFileSync} from "node:fs";
import {api, newCustomer, newShowtime} from "./cinema.js";

const PAGES = 50;
const EVERY_MS = 2_000;
const WARM_UP_REQUESTS = 80_000;
const SECONDS = 60;
const TICKS_PER_SECOND = 100;

const sum = numbers => Object.values(numbers).reduce((total, number) => total + number, 0);
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/** The seconds of CPU that a process has used. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The processes of the system by name. The database server is a child of its JVM. */
function processes() {
  const {db, ...pids} = JSON.parse(process.env.PAGE_PIDS);
  const parent = pid => readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ")[1];
  const numbers = readdirSync("/proc").filter(name => /^\d+$/.test(name));
  const server = numbers.find(pid => {
    try {
      return Number(parent(pid)) === db;
    } catch {
      return false; // it has just ended
    }
  });
  return {...pids, database: Number(server)};
}

const readAll = pids => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuOf(pid)]));

/** The share of a core that each process uses in so many seconds. */
async function measure(pids, seconds) {
  const before = readAll(pids);
  await sleep(seconds * 1000);
  const after = readAll(pids);
  return Object.fromEntries(Object.keys(pids).map(name => [name, (after[name] - before[name]) / seconds]));
}

let counts = {};
let isOpen = true;
let isWarm = false;

/** One page: it asks as a browser does, with the ETag of the answer before. */
async function keepOpen(showtime, token, offset) {
  let etag;
  let isSpread = false; // the pages do not ask all at once
  while (isOpen) {
    if (isWarm && !isSpread) await sleep(offset);
    isSpread = isWarm;
    const begin = Date.now();
    const headers = {Authorization: "Bearer " + token, ...etag && {"If-None-Match": etag}};
    const response = await fetch(`${process.env.PAGE_URL}/api/seats/${showtime.id}`, {headers});
    await response.text();
    counts[response.status] = (counts[response.status] ?? 0) + 1;
    etag = response.headers.get("ETag");
    if (isWarm) await sleep(EVERY_MS - (Date.now() - begin));
  }
}

const showtime = await newShowtime({rows: 12, seats: 16});
const buyers = [];
for (let i = 0; i < PAGES; i++) buyers.push(await newCustomer());
await api("POST", "/orders", {token: buyers[0].token, body: {showtime_id: showtime.id, qty: 4}});

const pids = processes();
const pages = buyers.map(({token}, i) => keepOpen(showtime, token, i * EVERY_MS / PAGES));
while (sum(counts) < WARM_UP_REQUESTS) await sleep(500);
isWarm = true;
await sleep(2 * EVERY_MS);
counts = {};
const busy = await measure(pids, SECONDS);
isOpen = false;
await Promise.all(pages);
const idle = await measure(pids, SECONDS);

const percent = share => (100 * share).toFixed(1).padStart(6) + " %";
const row = (name, one, other) =>
  console.log(`| ${name.padEnd(13)} | ${percent(one)} | ${percent(other)} | ${percent(one - other)} |`);
console.log(`\n${PAGES} pages renew a seat map of 192 seats every ${EVERY_MS / 1000} s, for ${SECONDS} s.`);
console.log(`Answers: ${Object.entries(counts).map(([status, count]) => `${count} of ${status}`).join(", ")}.\n`);
console.log("| process       | 50 pages | idle     | cost     |\n|---------------|----------|----------|----------|");
for (const name of Object.keys(pids)) row(name, busy[name], idle[name]);
row("together", sum(busy), sum(idle));
console.log("\nThe percentages are of one core.");
