// Forms: each field has its label, and an error beside it if the service refuses its value.

import {h, say} from "./dom.js";
import {readable, texts} from "./text.js";

const t = texts({en: {why: "Why?"}, id: {why: "Mengapa?"}});

let count = 0;

/**
 * A labelled field. Its name is the field of the request, by which a 422 finds it. {hint: "…"} stands below it; the
 * choices of a select are pairs of value and text.
 */
export function field(name, label, {hint, ...attributes} = {}, choices) {
  const id = "field-" + ++count;
  const all = {id, name, "aria-describedby": (hint ? id + "-hint " : "") + id + "-error", ...attributes};
  const input = choices
    ? h("select", all, choices.map(([value, text]) => h("option", {value}, text)))
    : h(attributes.rows ? "textarea" : "input", all);
  return h("div", {class: "field"}, h("label", {for: id}, label), input,
    hint && h("p", {class: "soft", id: id + "-hint"}, hint),
    h("p", {class: "error", id: id + "-error", hidden: true}));
}

/** A form whose submit runs once at a time, and shows the problem that it returns. */
export function form(submit, attributes, ...children) {
  const general = h("div", {class: "problem"});
  const made = h("form", {novalidate: true, ...attributes}, ...children, general);
  made.addEventListener("submit", async event => {
    event.preventDefault();
    const button = event.submitter ?? made.querySelector("button");
    button.disabled = true;
    showProblem(made, general, null);
    say(""); // the last message is old now
    const problem = await submit(Object.fromEntries(new FormData(made)));
    button.disabled = false;
    if (document.activeElement === document.body) button.focus(); // a disabled button loses the focus
    showProblem(made, general, problem);
  });
  return made;
}

/** A problem as its sentence, with a link to what the documentation says about it. */
export function problemLine({type, detail}) {
  const link = type && [" ", h("a", {href: type, target: "_blank", rel: "noopener"}, t("why"))];
  return h("p", {class: "error", role: "alert"}, readable(detail), link);
}

/** Puts each error of a 422 beside its field, and all others below the form. */
function showProblem(made, general, problem) {
  const errors = [...problem?.errors ?? []];
  for (const input of made.querySelectorAll("[name]")) {
    const own = errors.filter(error => error.field === input.name);
    const place = document.getElementById(input.id + "-error");
    if (!place) continue;
    place.textContent = own.map(error => error.message).join("; ");
    place.hidden = own.length === 0;
    input.setAttribute("aria-invalid", own.length > 0);
    errors.splice(0, errors.length, ...errors.filter(error => !own.includes(error)));
  }
  const others = errors.map(error => `${error.field} ${error.message}`).join("; ");
  const line = problem && (!problem.errors || others) && problemLine({...problem, detail: others || problem.detail});
  general.replaceChildren(...line ? [line] : []);
  made.querySelector("[aria-invalid=true]")?.focus();
}
