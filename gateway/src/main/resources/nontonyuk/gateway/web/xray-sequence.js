// The sequence diagram of a trace: who called whom, from the spans of requests and calls.

import {svg} from "./dom.js";
import {texts} from "./text.js";
import {hasFailed, resultOf} from "./xray-waterfall.js";

const t = texts({
  en: {browser: "browser", client: "client", gateway: "gateway", auth: "auth", movie: "movie", order: "order",
    "payment provider": "payment provider", TheMovieDB: "TheMovieDB", again: "again: ", diagram: "Sequence"},
  id: {browser: "browser", client: "klien", gateway: "gateway", auth: "auth", movie: "movie", order: "order",
    "payment provider": "penyedia pembayaran", TheMovieDB: "TheMovieDB", again: "lagi: ", diagram: "Urutan"},
});

const KNOWN = ["browser", "client", "gateway", "auth", "movie", "order", "payment provider", "TheMovieDB"];
const COLUMN = 196;
const ROW = 44;
const TOP = 70;
const LETTER = 8.2;

/** A drawing as wide as it needs to be; `call` is the call of this page, or only its trace id. */
export function sequence(trace, call) {
  const arrows = arrowsOf(trace, call);
  const places = [...new Set(arrows.flatMap(({from, to}) => [from, to]))].sort((a, b) => rank(a) - rank(b));
  const x = place => (places.indexOf(place) + .5) * COLUMN;
  const width = places.length * COLUMN;
  const height = TOP + arrows.length * ROW;
  const text = arrows.map(({from, to, text, note = ""}) => `${from} → ${to} ${text} ${note}`.trim()).join("; ");
  return svg("svg", {class: "sequence", width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `${t("diagram")}: ${text}`},
    places.map(place => lifeline(place, x(place), height)),
    arrows.map((arrow, i) => arrow.answer && activity(arrow, x(arrow.to), i, arrows.indexOf(arrow.answer))),
    arrows.map((arrow, i) => drawArrow(arrow, x(arrow.from), x(arrow.to), TOP + i * ROW)));
}

const rank = place => KNOWN.includes(place) ? KNOWN.indexOf(place) : KNOWN.length;

/** A request and its answer are two arrows; those that it caused stand between them. */
function arrowsOf(trace, call) {
  const arrows = [];
  const open = [];
  const ids = new Set(trace.spans.map(span => span.id));
  const closeTo = depth => {
    while (open.length > 0 && open.at(-1).depth >= depth) arrows.push(open.pop().answer);
  };
  for (const span of trace.spans) {
    const isFirst = span.kind === "request" && !ids.has(span.parent);
    if (!isFirst && span.kind !== "call") continue;
    closeTo(span.depth);
    const from = isFirst ? call.method ? "browser" : "client" : span.service;
    const name = isFirst && call.path && span.service === "gateway" ? `${call.method} ${call.path}` : span.name;
    const to = span.kind === "request" ? span.service : span.name;
    const arrow = {from, to, text: retry(trace.spans, span) + (span.values.request ?? name)};
    arrows.push(arrow);
    addAnswer(arrow, span, open);
  }
  closeTo(0);
  return arrows;
}

function addAnswer(arrow, span, open) {
  const result = span.values.outcome ?? span.values.status;
  if (result === undefined) return; // it still runs
  arrow.failed = Number.isNaN(Number(result));
  if (arrow.failed) return arrow.note = "✕ " + resultOf(span);
  const text = hasFailed(span) ? `✕ ${result}` : String(result);
  arrow.answer = {from: arrow.to, to: arrow.from, text, isAnswer: true, failed: hasFailed(span)};
  open.push({depth: span.depth, answer: arrow.answer});
}

/** A service asks a second time only if the first call has failed. */
function retry(spans, span) {
  const isEarlier = other => other.kind === "call" && other.parent === span.parent && other.start_us < span.start_us
    && other.values.request === span.values.request && hasFailed(other);
  return span.kind === "call" && spans.some(isEarlier) ? t("again") : "";
}

function lifeline(place, x, height) {
  return svg("g", {class: "lifeline", "data-service": place},
    svg("line", {x1: x, x2: x, y1: 32, y2: height}),
    svg("rect", {x: x - COLUMN / 2 + 8, y: 2, width: COLUMN - 16, height: 30, rx: 6}),
    svg("text", {x, y: 22}, KNOWN.includes(place) ? t(place) : place));
}

function activity(arrow, x, start, end) {
  const size = {x: x - 5, y: TOP + start * ROW, width: 10, height: (end - start) * ROW};
  return svg("rect", {class: "activity", "data-service": arrow.to, ...size});
}

function drawArrow({text, note, isAnswer, failed}, from, to, y) {
  const side = Math.sign(to - from);
  const [start, end] = [from + side * 5, to - side * 6];
  const room = Math.floor(Math.abs(to - from) / LETTER);
  return svg("g", {class: `arrow${isAnswer ? " answer" : ""}${failed ? " failed" : ""}`},
    svg("title", {}, `${text} ${note ?? ""}`),
    svg("text", {x: (from + to) / 2, y: y - 8}, text.length > room ? text.slice(0, room - 1) + "…" : text),
    note && svg("text", {x: (from + to) / 2, y: y + 17}, note),
    svg("line", {x1: start, x2: end, y1: y, y2: y}),
    svg("path", {d: `M${end} ${y}l${-9 * side} -5v10z`}));
}
