// The frame of the page: its header, and the view that the address names, such as #/films/7.

import {claims, hasSession, restoreSession} from "./api.js";
import {h, say} from "./dom.js";
import {language, switchLanguage, texts} from "./text.js";
import {showLogin, showRegister, showAccount} from "./account.js";
import {showFilm, showFilms} from "./films.js";
import {showSeats} from "./seat-map.js";
import {showOrder, showOrders} from "./order.js";
import {showTickets} from "./tickets.js";
import {showCheckIn} from "./staff.js";
import {showAdmin} from "./admin.js";
import {addXray} from "./xray.js";

const t = texts({
  en: {films: "Films", orders: "My orders", checkIn: "Check-in", admin: "Admin", login: "Log in", account: "Account",
    language: "Bahasa Indonesia", api: "API", gone: "There is nothing at this address."},
  id: {films: "Film", orders: "Pesanan saya", checkIn: "Check-in", admin: "Admin", login: "Masuk", account: "Akun",
    language: "English", api: "API", gone: "Tidak ada apa-apa di alamat ini."},
});

/** Each view gets <main> and the parts of the address. It may return a function that ends it. */
const views = [
  [/^\/?$/, showFilms],
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
const OPEN = [showLogin, showRegister];

let endView = () => {};
let generation = 0;

async function show() {
  endView();
  endView = () => {};
  const path = location.hash.slice(1).split("?")[0];
  const [pattern, view] = views.find(([pattern]) => pattern.test(path)) ?? [];
  if (!view) return main().replaceChildren(h("p", {}, t("gone")));
  await restoreSession();
  if (!hasSession() && !OPEN.includes(view)) return location.replace("#/login?then=" + encodeURIComponent(path));
  const own = ++generation;
  drawHeader(path);
  main().replaceChildren();
  main().focus();
  say("");
  window.scrollTo(0, 0);
  const end = await view(main(), ...pattern.exec(path).slice(1));
  if (own === generation) endView = end ?? endView;
  else end?.(); // another view has begun meanwhile
}

const main = () => document.getElementById("main");

function drawHeader(path) {
  const role = claims()?.role;
  const link = (address, text) =>
    h("a", {href: "#" + address, "aria-current": path === address && "page"}, text);
  document.getElementById("header").replaceChildren(
    h("a", {class: "brand", href: "#/"}, "Nonton Yuk"),
    h("nav", {},
      hasSession() && [link("/", t("films")), link("/orders", t("orders"))],
      ["staff", "admin"].includes(role) && link("/check-in", t("checkIn")),
      role === "admin" && link("/admin", t("admin"))),
    h("nav", {class: "end"},
      hasSession() ? link("/account", t("account")) : link("/login", t("login")),
      h("button", {class: "quiet", lang: language === "en" ? "id" : "en", onclick: switchLanguage}, t("language"))));
}

document.documentElement.lang = language;
addXray(document.getElementById("xray"));
addEventListener("hashchange", show);
show();
