// A form in a dialog.

import {h} from "./dom.js";
import {form} from "./form.js";
import {texts} from "./text.js";

const t = texts({en: {back: "Back"}, id: {back: "Kembali"}});

/**
 * Opens a form in a dialog. submit(values) gives an answer of the API: a problem is shown, and after any other answer
 * the dialog closes, and done(answer) runs. The browser keeps the focus inside until then.
 */
export function openForm(title, {button, back: backText = t("back"), submit, done}, ...children) {
  const back = h("button", {class: "quiet", type: "button", onclick: () => dialog.close()}, backText);
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
