// Forms: each field has its label, and an error beside it if the service refuses its value.

import {h} from "./dom.js";

let count = 0;

/** A labelled field. Its name is the field of the request, by which a 422 finds it. */
export function field(name, label, attributes = {}, choices) {
  const id = "field-" + ++count;
  const input = choices
    ? h("select", {id, name, ...attributes}, choices.map(([value, text]) => h("option", {value}, text)))
    : h(attributes.rows ? "textarea" : "input", {id, name, ...attributes});
  return h("div", {class: "field"}, h("label", {for: id}, label), input, h("p", {class: "error", id: id + "-error", hidden: true}));
}

/** A form whose submit runs once at a time, and shows the problem that it returns. */
export function form(submit, attributes, ...children) {
  const general = h("p", {class: "error", role: "alert", hidden: true});
  const made = h("form", {novalidate: true, ...attributes}, ...children, general);
  made.addEventListener("submit", async event => {
    event.preventDefault();
    const button = event.submitter ?? made.querySelector("button");
    button.disabled = true;
    showProblem(made, general, null);
    const problem = await submit(Object.fromEntries(new FormData(made)));
    button.disabled = false;
    showProblem(made, general, problem);
  });
  return made;
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
    input.toggleAttribute("aria-invalid", own.length > 0);
    input.setAttribute("aria-describedby", place.id);
    errors.splice(0, errors.length, ...errors.filter(error => !own.includes(error)));
  }
  const others = errors.map(error => `${error.field} ${error.message}`).join("; ");
  general.textContent = !problem ? "" : problem.errors && !others ? "" : others || problem.detail;
  general.hidden = general.textContent === "";
  made.querySelector("[aria-invalid]")?.focus();
}
