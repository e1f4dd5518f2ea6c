// One trace, in tabs: its steps in time, who called whom, its SQL, its request and answer, its log.

import {h} from "./dom.js";
import {texts} from "./text.js";
import {code, requestView} from "./xray-request.js";
import {sequence} from "./xray-sequence.js";
import {milliseconds, rangeOf, resultOf, waterfall} from "./xray-waterfall.js";

const t = texts({
  en: {trace: "Trace", waterfall: "Waterfall", sequence: "Sequence", sql: "SQL", request: "Request and answer",
    log: "Log", otlp: "OTLP/JSON", views: "Views of the trace", noSql: "No SQL ran.",
    noLines: "No service logged a line.",
    total: "{time} in all, {count} steps.", missing: "No answer came from {instances}. The steps there are missing.",
    leftOut: "{count} more steps are left out.", running: "A step still runs.", asking: "Asking the services …",
    nothing: "No service that answers knows this trace."},
  id: {trace: "Jejak", waterfall: "Air terjun", sequence: "Urutan", sql: "SQL", request: "Permintaan dan jawaban",
    log: "Log", otlp: "OTLP/JSON", views: "Tampilan jejak", noSql: "Tidak ada SQL yang berjalan.",
    noLines: "Tidak ada layanan yang menulis log.", total: "{time} seluruhnya, {count} langkah.",
    missing: "Tidak ada jawaban dari {instances}. Langkah di sana tidak terlihat.",
    leftOut: "{count} langkah lagi tidak disimpan.", running: "Satu langkah masih berjalan.",
    asking: "Bertanya kepada layanan …", nothing: "Layanan yang menjawab tidak mengenal jejak ini."},
});

let count = 0;

/** The view of a call of this page, or of {trace: "an id"} only. Its `show` draws an answer of /xray/{id}. */
export function traceView(call, prefix = "") {
  const notes = h("p", {}, t("asking"));
  const panels = {waterfall: h("div"), sequence: h("div"), sql: h("div")};
  if (call.method) panels.request = requestView(call);
  panels.log = h("div");
  const drawWaterfall = (trace, range) => panels.waterfall.replaceChildren(waterfall(trace, range));
  let last = null;
  const show = answer => {
    if (answer.text === last) return; // a repeated answer keeps the place where one reads
    last = answer.text;
    if (!answer.ok) return notes.replaceChildren(h("span", {class: "error", role: "alert"}, answer.problem.detail));
    notes.replaceChildren(...notesOf(answer.data));
    if (answer.data.spans.length === 0) return;
    drawWaterfall(answer.data);
    panels.sequence.replaceChildren(sequence(answer.data, call));
    panels.sql.replaceChildren(...sqlOf(answer.data));
    panels.log.replaceChildren(linesOf(answer.data));
  };
  return {element: h("section", {class: "xray-trace"}, head(call, prefix, notes), tabs(panels)), show, drawWaterfall};
}

function head(call, prefix, notes) {
  const title = prefix + (call.method ? `${call.method} ${call.path}` : t("trace"));
  const otlp = h("a", {href: `/xray/${call.trace}?format=otlp`, download: `trace-${call.trace}.json`}, t("otlp"));
  return h("div", {class: "xray-head"}, h("h3", {}, title), notes, h("code", {class: "soft"}, call.trace), otlp);
}

/** Tabs as WAI-ARIA describes them: arrow keys, Home and End move; one tab is in the order of the Tab key. */
function tabs(panels) {
  const id = "xray-tabs-" + ++count;
  const names = Object.keys(panels);
  const made = names.map(name => h("button", {role: "tab", id: `${id}-${name}`, "aria-controls": `${id}-${name}-panel`,
    onclick: () => select(names.indexOf(name))}, t(name)));
  const contents = names.map(name => h("div", {role: "tabpanel", id: `${id}-${name}-panel`, tabindex: "0",
    "aria-labelledby": `${id}-${name}`}, panels[name]));
  const select = index => made.forEach((tab, i) => {
    tab.setAttribute("aria-selected", String(i === index));
    tab.tabIndex = i === index ? 0 : -1;
    contents[i].hidden = i !== index;
  });
  const onkeydown = event => {
    const at = made.indexOf(event.target);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = made.at(to % made.length);
    select(made.indexOf(tab));
    tab.focus();
  };
  select(0);
  return [h("div", {role: "tablist", "aria-label": t("views"), onkeydown}, made), contents];
}

function notesOf({spans, missing, left_out: leftOut}) {
  const time = milliseconds(rangeOf(spans).length);
  return [
    (spans.length === 0 ? t("nothing") : t("total", {time, count: spans.length})) + " ",
    spans.some(span => span.duration_us === null) && t("running") + " ",
    missing.length > 0 && h("b", {class: "error"}, t("missing", {instances: missing.join(", ")}), " "),
    leftOut > 0 && t("leftOut", {count: leftOut}),
  ].filter(Boolean);
}

/** The statements of each instance, as they stand in the code. */
function sqlOf({spans}) {
  const byPlace = new Map();
  for (const span of spans.filter(({kind}) => kind === "sql")) {
    const place = span.instance ? `${span.service}, ${span.instance}` : span.service;
    byPlace.set(place, [...byPlace.get(place) ?? [], span]);
  }
  if (byPlace.size === 0) return [h("p", {}, t("noSql"))];
  return [...byPlace].flatMap(([place, statements]) =>
    [h("h4", {}, place), code("SQL, " + place, statements.map(statement))]);
}

function statement(span, index) {
  const note = [milliseconds(span.duration_us), resultOf(span)].filter(Boolean).join(", ");
  const tone = span.values.error ? "error" : "soft";
  return [index > 0 && "\n\n", h("span", {class: tone}, "-- " + note), `\n${span.name.trim()};`];
}

function linesOf({lines}) {
  if (lines.length === 0) return h("p", {}, t("noLines"));
  return code(t("log"), lines.join("\n"));
}
