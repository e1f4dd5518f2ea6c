// The language of the page: English or Indonesian, chosen in the header and kept in the browser.

const chosen = localStorage.getItem("language");

export const language = chosen ?? (navigator.language.startsWith("id") ? "id" : "en");

export function switchLanguage() {
  localStorage.setItem("language", language === "en" ? "id" : "en");
  location.reload();
}

/** texts({en: {left: "{n} left"}, id: {left: "sisa {n}"}}) is a function: t("left", {n: 3}) gives "3 left". */
export function texts(byLanguage) {
  return (key, values = {}) => byLanguage[language][key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

export const locale = language === "id" ? "id-ID" : "en-GB";
const money = new Intl.NumberFormat(locale, {style: "currency", currency: "IDR", maximumFractionDigits: 0});
const day = new Intl.DateTimeFormat(locale, {weekday: "long", day: "numeric", month: "long"});
const time = new Intl.DateTimeFormat(locale, {hour: "2-digit", minute: "2-digit"});

export const rupiah = amount => money.format(amount);
export const dayOf = instant => day.format(new Date(instant));
export const timeOf = instant => time.format(new Date(instant));
export const dayAndTimeOf = instant => dayOf(instant) + ", " + timeOf(instant);

/** A sentence of the API with its times as this clock shows them. */
export const readable = text => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, instant => dayAndTimeOf(instant));
