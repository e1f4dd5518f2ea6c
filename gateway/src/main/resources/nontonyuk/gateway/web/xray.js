// X-ray: a drawer that shows what each request of this page did in each service, where the gateway has XRAY=1.

import {calls, send} from "./api.js";
import {h} from "./dom.js";
import {field, form} from "./form.js";
import {texts} from "./text.js";
import {movieSwitch} from "./xray-faults.js";
import {race} from "./xray-race.js";
import {traceView} from "./xray-trace.js";

const t = texts({
  en: {close: "Close", larger: "Larger", calls: "Requests of this page", none: "No request yet.", running: "runs",
    id: "Trace id", show: "Show", race: "Two buyers for one seat", noAnswer: "no answer", open: "Choose a request.",
    badId: "A trace id has 32 digits from 0 to f, as in the log and in a problem."},
  id: {close: "Tutup", larger: "Perbesar", calls: "Permintaan halaman ini", none: "Belum ada permintaan.",
    running: "berjalan", id: "ID jejak", show: "Tampilkan", race: "Dua pembeli untuk satu kursi",
    noAnswer: "tanpa jawaban", open: "Pilih satu permintaan.",
    badId: "ID jejak terdiri dari 32 digit 0 sampai f, seperti di log dan di pesan kesalahan."},
});

/** The pauses in milliseconds before each question for a trace, since a step may still run. */
const PAUSES = [0, 200, 400, 800, 1600];
const LAST_PAUSE = 1000;
const QUIET = {anonymous: true, quiet: true};

/** Fills the drawer where X-ray is on. Elsewhere it stays hidden. */
export async function addXray(drawer) {
  const {ok} = await send("GET", "/xray", QUIET);
  if (!ok) return;
  const button = h("button", {class: "xray-button", "aria-expanded": "false", "aria-controls": "xray-panel"}, "X-ray");
  const area = h("div", {class: "xray-area"}, h("p", {class: "soft"}, t("open")));
  const title = h("h2", {tabindex: "-1", id: "xray-title"}, "X-ray");
  const panel = h("section", {id: "xray-panel", "aria-labelledby": "xray-title", hidden: true},
    h("div", {class: "xray-bar"}, title,
      h("button", {class: "quiet xray-close", onclick: toggle}, t("close")), tools(drawer, area)),
    h("div", {class: "xray-body"}, callList(call => open(area, call)), area));
  function toggle() {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    drawer.classList.toggle("open", !panel.hidden);
    (panel.hidden ? button : title).focus();
  }
  button.addEventListener("click", toggle);
  panel.addEventListener("keydown", event => event.key === "Escape" && toggle());
  drawer.append(button, panel);
  drawer.hidden = false;
}

/** The field for a trace id, and the buttons. */
function tools(drawer, area) {
  const find = async ({trace_id: text}) => {
    const trace = /[0-9a-f]{32}/.exec(text)?.[0];
    if (!trace) return {errors: [{field: "trace_id", message: t("badId")}]};
    open(area, {trace});
  };
  const startRace = async ({target}) => {
    if (target.ariaDisabled) return; // it stays enabled while the race runs, or it would lose the focus
    target.ariaDisabled = "true";
    unmark(area);
    await race(area, follow);
    target.ariaDisabled = null;
  };
  const enlarge = ({target}) =>
    target.setAttribute("aria-pressed", String(drawer.classList.toggle("large")));
  return [
    form(find, {class: "row"}, knownIds(field("trace_id", t("id"), {autocomplete: "off", spellcheck: "false"})),
      h("button", {class: "quiet"}, t("show"))),
    h("button", {class: "quiet", onclick: startRace}, t("race")),
    movieSwitch(),
    h("button", {class: "quiet xray-larger", "aria-pressed": "false", onclick: enlarge}, t("larger")),
  ];
}

/** Offers the newest traces in the field, also those of curl in a terminal. */
function knownIds(fieldOfId) {
  const list = h("datalist", {id: "xray-newest"});
  const input = fieldOfId.querySelector("input");
  input.setAttribute("list", list.id);
  input.addEventListener("focus", async () => {
    const {data} = await send("GET", "/xray", QUIET);
    list.replaceChildren(...(data ?? []).slice(0, 20).map(({trace_id: value, request}) =>
      h("option", {value}, `${request.name} ${request.values.status ?? ""}`)));
  });
  fieldOfId.append(list);
  return fieldOfId;
}

/** The calls, newest on top. A row stays in its place while it changes, so that it keeps the focus. */
function callList(open) {
  const rows = new Map();
  const none = h("p", {class: "soft"}, t("none"));
  const list = h("ol", {});
  const draw = () => {
    for (const call of [...calls.newest].reverse()) {
      if (!rows.has(call)) list.prepend(newRow(rows, call, open));
      rows.get(call).firstChild.replaceChildren(...describe(call));
    }
    for (const [call, row] of rows) {
      if (!calls.newest.includes(call)) (rows.delete(call), row.remove());
    }
    none.hidden = rows.size > 0;
  };
  calls.addEventListener("call", draw);
  draw();
  return h("section", {class: "xray-calls", "aria-label": t("calls")}, none, list);
}

function newRow(rows, call, open) {
  const choose = ({currentTarget}) => {
    open(call);
    currentTarget.setAttribute("aria-current", "true");
  };
  rows.set(call, h("li", {}, h("button", {class: "quiet", onclick: choose})));
  return rows.get(call);
}

function describe({method, path, status, milliseconds}) {
  const result = status === null ? t("running") : status === 0 ? t("noAnswer") : status;
  const isBad = status === 0 || status >= 400;
  const time = milliseconds === undefined ? "" : milliseconds + " ms";
  const shown = h("b", {class: isBad && "error"}, result);
  return [h("span", {}, `${method} ${path} `), shown, h("span", {class: "soft"}, " ", time)];
}

/** A typed trace, a call or a race takes the place of the call that was open. */
function unmark(area) {
  area.parentNode.querySelector("[aria-current]")?.removeAttribute("aria-current");
}

function open(area, call) {
  unmark(area);
  const view = traceView(call);
  area.replaceChildren(view.element);
  follow(view, call);
}

/** Asks for a trace until it is whole, but not for ever, and gives what it got last. */
async function follow(view, call) {
  for (let i = 0; i < PAUSES.length || call.status === null; i++) {
    await new Promise(resolve => setTimeout(resolve, PAUSES[i] ?? LAST_PAUSE));
    if (!view.element.isConnected) return null; // another trace is open
    const answer = await send("GET", "/xray/" + call.trace, QUIET);
    view.show(answer);
    const runs = !answer.ok || answer.data.spans.some(span => span.duration_us === null);
    if (!runs && call.status !== null && answer.data.missing.length === 0) return answer.data;
    if (i >= PAUSES.length - 1 && call.status !== null) return answer.data ?? null;
  }
}
