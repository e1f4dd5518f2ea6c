// Prepares what a test needs with calls of the API, and acts as the other customers.

import {ADMIN} from "./system.js";

export const PASSWORD = "seven brown foxes";
export const PAGE = process.env.PAGE_URL;
export const PATIENCE_MS = 20_000;

let count = 0;
/** A name that no other test has. */
export const unique = word => `${word} ${process.pid}-${++count}`;

/** Sends a request, and fails if the answer is not a success. */
export async function api(method, path, {token, body, url = PAGE} = {}) {
  const headers = {...body && {"Content-Type": "application/json"}, ...token && {Authorization: "Bearer " + token}};
  const response = await fetch(`${url}/api${path}`, {method, headers, body: body && JSON.stringify(body)});
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} is answered ${response.status}: ${text}`);
  return text && JSON.parse(text).data;
}

export async function logIn({email, password, id}) {
  const {access_token: token} = await api("POST", "/login", {body: {email, password}});
  return {email, password, id, token};
}

/** A new account with its token. */
export async function newCustomer() {
  const account = {email: unique("buyer").replace(" ", "-") + "@example.com", password: PASSWORD};
  const {id} = await api("POST", "/register", {body: account});
  return logIn({...account, id});
}

let adminLogin;
export const admin = () => adminLogin ??= logIn(ADMIN);

export async function newStaff() {
  const account = await newCustomer();
  await api("PUT", `/users/${account.id}/role`, {token: (await admin()).token, body: {role: "staff"}});
  return logIn(account);
}

/** A film with one showtime in a studio of its own; the seats have names up to row E, seat 8. */
export async function newShowtime({title = unique("Film"), hours = 30, rows = 5, seats = 8, price = 45_000} = {}) {
  const {token} = await admin();
  const studio = {name: unique("Studio"), seat_rows: rows, seats_per_row: seats};
  const {id} = await api("POST", "/studios", {token, body: studio});
  const starts_at = new Date(Date.now() + hours * 3_600_000).toISOString();
  const schedule = [{studio_id: id, starts_at, price}];
  const film = await api("POST", "/movies", {token, body: {title, genre: "Drama", duration: 100, schedule}});
  return {...film.schedule[0], title, film: film.id};
}

/** Holds seats as somebody else. */
export async function hold(showtime, seats, buyer) {
  const {token} = buyer ?? await newCustomer();
  return api("POST", "/orders", {token, body: {showtime_id: showtime.id, seats}});
}

export async function pay(order, buyer) {
  return api("POST", `/orders/${order.id}/pay`, {token: buyer.token});
}

/** Waits until the function gives a true value, and returns it. */
export async function until(what, condition) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error("This does not become true: " + what);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
