// The waterfall of a trace: each step below the step that caused it, with its time to scale.

import {h} from "./dom.js";
import {language, texts} from "./text.js";

const t = texts({
  en: {"verify the token": "verify the token", "for a connection": "wait for a connection", runs: "runs …",
    row: "1 row", rows: "{n} rows", known: "verified before", fresh: "verified anew", breaker: "breaker {state}",
    cache: "cache {state}", steps: "Steps of the trace"},
  id: {"verify the token": "verifikasi token", "for a connection": "tunggu koneksi", runs: "berjalan …",
    row: "1 baris", rows: "{n} baris", known: "sudah diverifikasi", fresh: "diverifikasi baru",
    breaker: "pemutus {state}", cache: "cache {state}", steps: "Langkah-langkah jejak"},
});

/** The names of steps that are words; other names are routes and addresses. */
const WORDS = ["verify the token", "for a connection"];
const DIGITS = {maximumSignificantDigits: 3, maximumFractionDigits: 0, roundingPriority: "morePrecision"};
const number = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", DIGITS);

/** A time as text, such as 1.23 ms; null is a step that still runs. */
export const milliseconds = us => us === null ? t("runs") : number.format(us / 1000) + " ms";

/** The first and the last moment of spans, and the time between them. */
export function rangeOf(spans) {
  const from = Math.min(...spans.map(span => span.start_us));
  const to = Math.max(...spans.map(span => span.start_us + (span.duration_us ?? 0)));
  return {from, length: Math.max(to - from, 1)};
}

/** The bars begin at the start of the range and fill it. Two traces with one range can be compared. */
export function waterfall({spans}, {from, length} = rangeOf(spans)) {
  const ticks = [0, 1 / 4, 1 / 2, 3 / 4, 1].map(part => h("span", {}, number.format(part * length / 1000)));
  return h("ol", {class: "waterfall", "aria-label": t("steps")},
    h("li", {class: "axis", "aria-hidden": "true"}, h("span", {class: "step"}, "ms"),
      h("span", {class: "track"}, ticks)),
    spans.map(span => row(span, from, length)));
}

function row(span, from, length) {
  const bar = h("i", {class: span.duration_us === null && "runs"});
  const end = span.duration_us === null ? from + length : span.start_us + span.duration_us;
  bar.style.setProperty("--from", (span.start_us - from) / length);
  bar.style.setProperty("--size", (end - span.start_us) / length);
  const step = h("span", {class: "step"}, h("b", {}, span.service), " ", stepName(span));
  step.style.setProperty("--depth", span.depth);
  return h("li", {"data-service": span.service, class: hasFailed(span) && "failed"}, step,
    h("span", {class: "track"}, bar),
    h("span", {class: "time"}, milliseconds(span.duration_us)),
    h("span", {class: "value"}, hasFailed(span) && "✕ ", resultOf(span)));
}

function stepName({kind, name, values}) {
  switch (kind) {
    case "call": return `→ ${values.request ?? name}`;
    case "sql": return "SQL " + shortSql(name);
    default: return WORDS.includes(name) ? t(name) : name;
  }
}

/** What a statement is about: INSERT INTO orders. */
function shortSql(sql) {
  const words = sql.trim().replace(/\s+/g, " ");
  const [, change, table, source] =
    /^(INSERT(?: IGNORE)? INTO|UPDATE|DELETE FROM) (\w+)|^(?:SELECT|WITH) .*?FROM (\w+)/i.exec(words) ?? [];
  return table ? `${change} ${table}` : source ? `SELECT … FROM ${source}` : words.slice(0, 40);
}

/** A service has failed, or it has given no answer, or the database has refused a statement. */
export const hasFailed = ({kind, values}) =>
  values.error !== undefined || Number(values.status) >= 500 || kind === "call" && !isAnswer(values.outcome);

const isAnswer = outcome => outcome === undefined || Number(outcome) < 500;

/** The main value of a step: status, rows, outcome or error. */
export function resultOf({values}) {
  const {status, role, cache, outcome, breaker, rows, error, verified_before: isKnown} = values;
  return [
    status, outcome, error, rows !== undefined && !error && (rows === 1 ? t("row") : t("rows", {n: rows})), role,
    cache && t("cache", {state: cache}), breaker && breaker !== "CLOSED" && t("breaker", {state: breaker}),
    isKnown !== undefined && (isKnown ? t("known") : t("fresh")),
  ].filter(Boolean).join(", ");
}
