// Parts that the admin's views share: a form in a dialog, pages, and a list that is filled again.

import {h} from "./dom.js";
import {form} from "./form.js";
import {texts} from "./text.js";

const t = texts({
  en: {back: "Back", pages: "Pages", previous: "Previous", next: "Next",
    page: "Page {page} of {last}"},
  id: {back: "Kembali", pages: "Halaman", previous: "Sebelumnya", next: "Berikutnya",
    page: "Halaman {page} dari {last}"},
});

/**
 * Opens a form in a dialog. submit(values) gives an answer of the API: a problem is shown, and after any other answer
 * the dialog closes, and done(answer) runs. The browser keeps the focus inside until then.
 */
export function openForm(title, {button, submit, done}, ...children) {
  const back = h("button", {class: "quiet", type: "button", onclick: () => dialog.close()}, t("back"));
  const content = form(async values => {
    const answer = await submit(values);
    if (!answer.ok) return answer.problem;
    dialog.close();
    await done(answer);
  }, {}, ...children, h("div", {class: "actions"}, button, back));
  const dialog = h("dialog", {"aria-labelledby": "dialog-title"}, h("h2", {id: "dialog-title"}, title), content);
  dialog.addEventListener("close", () => dialog.remove());
  document.getElementById("main").append(dialog); // so the next view removes it
  dialog.showModal();
  if (button.classList.contains("danger")) back.focus(); // a key pressed too early destroys nothing
}

/** Buttons for the page before and after; nothing if there is only one page. */
export function pages({page, per_page, total}, go) {
  const last = Math.ceil(total / per_page);
  const button = (text, other) =>
    h("button", {class: "quiet", disabled: other < 1 || other > last, onclick: () => go(other)}, text);
  return last > 1 && h("nav", {class: "actions pages", "aria-label": t("pages")},
    button(t("previous"), page - 1), h("span", {}, t("page", {page, last})), button(t("next"), page + 1));
}

/** Fills a list again. Where the focused element goes with the old content, the list gets the focus. */
export function refill(list, ...children) {
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...children.filter(Boolean));
  if (hadFocus) list.focus({preventScroll: true});
}

/** An empty field is no number, so that the API says that it must be given. */
export const number = text => text.trim() === "" ? null : Number(text);
