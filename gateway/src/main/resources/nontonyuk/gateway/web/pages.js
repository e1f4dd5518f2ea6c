// The way to the pages before and after the shown page of a list.

import {h} from "./dom.js";
import {texts} from "./text.js";

const t = texts({
  en: {pages: "Pages", previous: "Previous", next: "Next", page: "Page {page} of {last}"},
  id: {pages: "Halaman", previous: "Sebelumnya", next: "Berikutnya", page: "Halaman {page} dari {last}"},
});

/** Links or buttons: attributesOf(page) gives {href} or {onclick}. Nothing, if there is only one page. */
export function pages({page, per_page, total}, attributesOf) {
  const last = Math.ceil(total / per_page);
  const step = (other, text) => {
    if (other < 1 || other > last) return null;
    const attributes = attributesOf(other);
    return h(attributes.href ? "a" : "button", {class: "button quiet", ...attributes}, text);
  };
  return last < 2 ? "" : h("nav", {class: "actions pages", "aria-label": t("pages")},
    step(page - 1, t("previous")), h("span", {}, t("page", {page, last})), step(page + 1, t("next")));
}
