// The frame of the page: its header, and the view that the address names, such as #/films/7.

import {claims, hasSession, restoreSession} from "./api.js";
import {h, say} from "./dom.js";
import {problemLine} from "./form.js";
import {language, switchLanguage, texts} from "./text.js";
import {showLogin, showRegister, showAccount} from "./account.js";
import {showFilm, showFilms} from "./films.js";
import {showSeats} from "./seat-map.js";
import {showOrder} from "./order.js";
import {showOrders} from "./orders.js";
import {showTickets} from "./tickets.js";
import {showCheckIn} from "./staff.js";
import {showAdmin} from "./admin.js";
import {addXray} from "./xray.js";

const t = texts({
  en: {films: "Films", orders: "My orders", checkIn: "Check-in", admin: "Admin", login: "Log in", account: "Account",
    language: "Bahasa Indonesia", gone: "There is nothing at this address", menu: "Views", you: "Account and language",
    failed: "This view cannot be shown now", again: "Try again"},
  id: {films: "Film", orders: "Pesanan saya", checkIn: "Check-in", admin: "Admin", login: "Masuk", account: "Akun",
    language: "English", gone: "Tidak ada apa-apa di alamat ini", menu: "Tampilan", you: "Akun dan bahasa",
    failed: "Tampilan ini belum dapat ditampilkan", again: "Coba lagi"},
});

/** Each view gets its place in <main>, and the parts of the address. It may return a function that ends it. */
const views = [
  [/^\/$/, showFilms],
  [/^\/films\/(\d+)$/, showFilm],
  [/^\/showtimes\/(\d+)$/, showSeats],
  [/^\/orders$/, showOrders],
  [/^\/orders\/(\d+)$/, showOrder],
  [/^\/orders\/(\d+)\/tickets$/, showTickets],
  [/^\/login$/, showLogin],
  [/^\/register$/, showRegister],
  [/^\/account$/, showAccount],
  [/^\/check-in$/, showCheckIn],
  [/^\/admin(?:\/(\w+))?$/, showAdmin],
];
const NOTHING = [/()/, place => place.append(h("h1", {}, t("gone")))];
const OPEN = [showLogin, showRegister];

let endView = () => {};
let generation = 0;

async function show() {
  const own = ++generation;
  endView();
  endView = () => {};
  const failure = await restoreSession();
  if (own !== generation) return; // another view has begun meanwhile
  const path = address().split("?")[0];
  const [pattern, view] = views.find(([pattern]) => pattern.test(path)) ?? NOTHING;
  if (!hasSession() && !OPEN.includes(view)) return goToLogin();
  drawHeader(path);
  const end = failure && !OPEN.includes(view) ? showFailure(newPlace(), failure)
    : await view(newPlace(), ...pattern.exec(path).slice(1));
  if (own !== generation) return end?.();
  endView = end ?? endView;
  document.title = [main().querySelector("h1")?.textContent, "Nonton Yuk"].filter(Boolean).join(" · ");
}

/** Without an access token a view would not know the role, and would refuse an admin. */
function showFailure(place, {problem}) {
  place.append(h("h1", {}, t("failed")), problemLine(problem), h("button", {onclick: show}, t("again")));
}

const main = () => document.getElementById("main");
const address = () => location.hash.slice(1) || "/";

/** Each view has a place of its own, so that a late answer for an old view changes nothing. */
function newPlace() {
  const place = h("div");
  main().replaceChildren(place);
  main().focus();
  say("");
  scrollTo(0, 0);
  return place;
}

/** The login leads back to this address. */
function goToLogin(notice = "") {
  if (/^#\/(login|register)/.test(location.hash)) return;
  location.replace("#/login?" + new URLSearchParams({...notice && {notice}, then: address()}));
}

function drawHeader(path) {
  const role = claims()?.role;
  const link = (address, text) =>
    h("a", {href: "#" + address, "aria-current": path === address && "page"}, text);
  document.getElementById("header").replaceChildren(
    h("a", {class: "brand", href: "#/"}, "Nonton Yuk"),
    h("nav", {"aria-label": t("menu")},
      hasSession() && [link("/", t("films")), link("/orders", t("orders"))],
      ["staff", "admin"].includes(role) && link("/check-in", t("checkIn")),
      role === "admin" && link("/admin", t("admin"))),
    h("nav", {class: "end", "aria-label": t("you")},
      hasSession() ? link("/account", t("account")) : link("/login", t("login")),
      h("button", {class: "quiet", lang: language === "en" ? "id" : "en", onclick: switchLanguage}, t("language"))));
}

document.documentElement.lang = language;
addXray(document.getElementById("xray"));
addEventListener("hashchange", show);
addEventListener("session-ended", () => goToLogin("ended"));
show();
