// Two buyers for one seat: two new customers order the same seat at the same moment, and one sees both traces.

import {calls, randomHex, send} from "./api.js";
import {h} from "./dom.js";
import {texts} from "./text.js";
import {traceView} from "./xray-trace.js";
import {rangeOf} from "./xray-waterfall.js";

const t = texts({
  en: {preparing: "Two new customers register …", buyer: "Buyer {name}", won: "{name} got {seat}.",
    insert: "{name} reached its INSERT INTO seat_claims. The primary key refused it: duplicate key.",
    look: "{name} came later: its look at the seats found {seat} taken, so it tried no INSERT.",
    none: "No buyer got {seat}.", noSeat: "No upcoming showtime has a free seat for this."},
  id: {preparing: "Dua pelanggan baru mendaftar …", buyer: "Pembeli {name}", won: "{name} mendapat {seat}.",
    insert: "{name} sampai pada INSERT INTO seat_claims. Kunci utama menolaknya: duplicate key.",
    look: "{name} terlambat: saat melihat kursi, {seat} sudah diambil, jadi tidak ada INSERT.",
    none: "Kedua pembeli tidak mendapat {seat}.",
    noSeat: "Tidak ada jadwal mendatang dengan kursi yang cocok."},
});

/** Fills the area with the race. `follow(view, call)` shows a trace and gives it. */
export async function race(area, follow) {
  const told = h("p", {role: "status", class: "xray-verdict"}, t("preparing"));
  area.replaceChildren(told);
  const registrations = await Promise.allSettled(["A", "B"].map(register));
  const buyers = registrations.flatMap(({value}) => value ?? []);
  try {
    if (buyers.length < 2) throw registrations.find(({reason}) => reason).reason;
    await raceOf(buyers, told, area, follow);
  } catch (problem) {
    if (!problem.detail) throw problem;
    told.replaceChildren(h("span", {class: "error"}, problem.detail));
  } finally {
    await Promise.all(buyers.map(leave));
  }
}

async function raceOf(buyers, told, area, follow) {
  const {showtime, seat} = await choose(buyers[0]);
  await send("GET", "/api/seats/" + showtime, as(buyers[1])); // now all services know both tokens: the race is fair
  const orders = await Promise.all(buyers.map(buyer => order(buyer, showtime, seat)));
  if (!told.isConnected) return; // another trace is open
  const views = orders.map(({call}, i) => traceView(call, buyers[i].name + ": "));
  area.append(h("div", {class: "xray-both"}, views.map(view => view.element)));
  const traces = await Promise.all(views.map((view, i) => follow(view, orders[i].call)));
  if (traces.every(trace => trace?.spans.length)) alignTimes(views, traces);
  told.textContent = verdict(buyers, orders, traces, seat);
  moveTo(area, area.querySelector(".waterfall .failed"));
}

/** Both waterfalls get one scale, so that one sees what happened at the same moment. */
function alignTimes(views, traces) {
  const range = rangeOf(traces.flatMap(({spans}) => spans));
  views.forEach((view, i) => view.drawWaterfall(traces[i], range));
}

/** Moves the area only, and not the page behind the drawer. */
function moveTo(area, row) {
  if (row) area.scrollTop += row.getBoundingClientRect().top - area.getBoundingClientRect().top - area.clientHeight / 2;
}

/** The data of an answer, or its problem as an exception that `race` shows. */
async function need(answer) {
  const {ok, data, problem} = await answer;
  if (!ok) throw problem;
  return data;
}

const as = ({token}) => ({anonymous: true, quiet: true, headers: {Authorization: "Bearer " + token}});

async function register(name) {
  const body = {email: `buyer-${randomHex(6)}@example.com`, password: randomHex(12)};
  await need(send("POST", "/api/register", {body, anonymous: true, quiet: true}));
  const {access_token: token} = await need(send("POST", "/api/login", {body, anonymous: true, quiet: true}));
  return {name: t("buyer", {name}), token, password: body.password};
}

/** Removes the account. A little later, order cancels the order of a deleted account. */
const leave = buyer => send("DELETE", "/api/me", {...as(buyer), body: {password: buyer.password}});

/** The seat of the open seat map, or of the first showtime that has one. */
async function choose(buyer) {
  const open = /^#\/showtimes\/(\d+)/.exec(location.hash)?.[1];
  for (const showtime of open ? [Number(open)] : await upcoming(buyer)) {
    const {rows} = await need(send("GET", "/api/seats/" + showtime, as(buyer)));
    const seat = rows.map(({seats}) => seats.find((_, i) => leavesNoGap(seats, i))).find(Boolean);
    if (seat) return {showtime, seat: seat.seat};
  }
  throw {detail: t("noSeat")};
}

async function upcoming(buyer) {
  const movies = await need(send("GET", "/api/movies", as(buyer)));
  for (const {id} of movies) {
    const showtimes = await need(send("GET", `/api/movies/${id}/showtimes`, as(buyer)));
    if (showtimes.length > 0) return showtimes.map(showtime => showtime.id);
  }
  return [];
}

/** The service refuses an order that leaves a free seat between two taken ones. A wall is not a taken seat. */
function leavesNoGap(seats, i) {
  const isFree = at => seats[at]?.state === "free";
  return isFree(i) && [-1, 1].every(side => !isFree(i + side) || !seats[i + 2 * side] || isFree(i + 2 * side));
}

async function order(buyer, showtime, seat) {
  const body = {showtime_id: showtime, seats: [seat]};
  const answer = await send("POST", "/api/orders", {...as(buyer), quiet: false, body, key: randomHex(16)});
  return {answer, call: calls.newest.find(({trace}) => trace === answer.trace)};
}

function verdict(buyers, orders, traces, seat) {
  const winner = orders.findIndex(({answer}) => answer.ok);
  if (winner < 0) return t("none", {seat}) + " " + orders[0].answer.problem.detail;
  const loser = 1 - winner;
  const isDuplicate = traces[loser]?.spans.some(({values}) => values.error === "duplicate key");
  const lost = t(isDuplicate ? "insert" : "look", {name: buyers[loser].name, seat});
  return t("won", {name: buyers[winner].name, seat}) + " " + lost;
}
