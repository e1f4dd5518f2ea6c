// A request of this page and its answer, and the same as curl.

import {calls, claims} from "./api.js";
import {h} from "./dom.js";
import {isSecret} from "./secrets.js";
import {texts} from "./text.js";

const t = texts({
  en: {request: "Request", answer: "Answer", claims: "Claims of the token", none: "No answer yet.",
    lost: "No answer came.",
    copy: "Copy as curl", copied: "The command is copied.", select: "The command is selected; copy it with Ctrl+C.",
    hint: "$TOKEN is an access token from a login. Other variables are your own secrets."},
  id: {request: "Permintaan", answer: "Jawaban", claims: "Klaim token", none: "Belum ada jawaban.",
    lost: "Tidak ada jawaban.", copy: "Salin sebagai curl", copied: "Perintah sudah disalin.",
    select: "Perintah sudah dipilih; salin dengan Ctrl+C.",
    hint: "$TOKEN adalah token akses dari login. Variabel lain adalah rahasia Anda sendiri."},
});

const MAX_LETTERS = 20_000;

/** The view, which adds the answer when it comes. */
export function requestView(call) {
  const answer = h("div");
  const draw = () => answer.replaceChildren(...answerOf(call));
  const onCall = () => {
    if (call.status === null) return;
    calls.removeEventListener("call", onCall);
    draw();
  };
  draw();
  calls.addEventListener("call", onCall);
  const request = code(t("request"), requestText(call));
  return h("div", {}, h("h4", {}, t("request")), request, tokenOf(call), answer, curlOf(call));
}

/** A text that keeps its lines. The keyboard can scroll it. */
export const code = (label, ...text) => h("pre", {tabindex: "0", role: "group", "aria-label": label}, text);

function requestText({method, path, sent, body}) {
  const headers = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}`, ...headers, ...body === undefined ? [] : ["", pretty(body)]].join("\n");
}

function tokenOf({sent}) {
  const token = sent.Authorization?.replace("Bearer ", "");
  return token && [h("h4", {}, t("claims")), code(t("claims"), pretty(claims(token)))];
}

function answerOf({status, received, text}) {
  const title = h("h4", {}, t("answer"));
  if (!status) return [title, h("p", {}, status === 0 ? t("lost") : t("none"))];
  const headers = received.map(([name, value]) => `${name}: ${value}`);
  return [title, code(t("answer"), [status, ...headers, "", bodyText(text)].join("\n"))];
}

function bodyText(text) {
  let shown = text;
  try {
    shown = pretty(JSON.parse(text));
  } catch {
    // it is not JSON, such as the picture of a ticket
  }
  return shown.length > MAX_LETTERS ? shown.slice(0, MAX_LETTERS) + "…" : shown;
}

const pretty = value => JSON.stringify(value, null, 2);

function curlOf(call) {
  const command = curl(call);
  const shown = code("curl", command);
  const told = h("span", {role: "status"}); // here, since the drawer may hide the status of the page
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      told.textContent = t("copied");
    } catch { // the browser allows it on this machine or with HTTPS only
      getSelection().selectAllChildren(shown);
      told.textContent = t("select");
    }
  };
  const button = h("button", {class: "quiet", onclick: copy}, t("copy"));
  return [h("h4", {}, "curl"), shown, h("p", {class: "soft"}, t("hint")), button, " ", told];
}

/** The command makes the same request with a trace id of its own. Secrets are variables of the shell. */
export function curl({method, path, sent, body}) {
  const parts = ["curl -i", method === "GET" ? "" : "-X " + method, quote(location.origin + path)];
  for (const [name, value] of Object.entries(sent)) {
    if (name === "Authorization") parts.push('\\\n  -H "Authorization: Bearer $TOKEN"');
    else if (name !== "traceparent") parts.push("\\\n  -H " + quote(`${name}: ${value}`));
  }
  if (body !== undefined) parts.push("\\\n  -d " + bodyForShell(body));
  return parts.filter(Boolean).join(" ");
}

/** The mark before a variable is a letter that no field has. */
function bodyForShell(body) {
  const marked = (name, value) => isSecret(name, value) ? "\u0001" + name.toUpperCase() : value;
  return quote(JSON.stringify(body, marked)).replace(/"\\u0001(\w+)"/g, `"'"$$$1"'"`);
}

const quote = text => `'${text.replaceAll("'", `'\\''`)}'`;
