// Calls the API. Everything that this page does, curl can do too.

import {indonesian} from "./problem-texts.js";
import {withoutSecrets} from "./secrets.js";
import {isCopy} from "./tab.js";
import {language, texts} from "./text.js";

const t = texts({
  en: {noAnswer: "The server gave no answer. Check the connection, and try again."},
  id: {noAnswer: "Server tidak menjawab. Periksa sambungannya, lalu coba lagi."},
});

/** The newest calls, for X-ray, without their secrets. The event "call" tells that they have changed. */
export const calls = new EventTarget();
calls.newest = [];
const MAX_CALLS = 50;

// The access token is only in memory. The refresh token stays in this tab until it closes. So a reload keeps
// the session, another tab may be another customer, and a shared computer keeps nothing.
let accessToken = null;
let renewAt = 0;
let refreshing = null;
const REFRESH_TOKEN = "refresh_token";
const EARLY = 10_000; // milliseconds: no token expires on its way

// The service ends a session whose refresh token comes twice, so a copy of a tab leaves it to the original.
if (await isCopy()) sessionStorage.removeItem(REFRESH_TOKEN);

export const hasSession = () => sessionStorage.getItem(REFRESH_TOKEN) != null;

export function keepSession(tokens) {
  accessToken = tokens.access_token;
  renewAt = Date.now() + tokens.expires_in * 1000 - EARLY;
  sessionStorage.setItem(REFRESH_TOKEN, tokens.refresh_token);
}

/** The next user of this tab does not see the calls of this one. */
export function forgetSession() {
  accessToken = null;
  sessionStorage.removeItem(REFRESH_TOKEN);
  calls.newest.length = 0;
  calls.dispatchEvent(new Event("call"));
}

/** Gets an access token after a reload of the page, and before the old one expires. Gives the answer of a failure. */
export async function restoreSession() {
  if (!hasSession() || (accessToken != null && Date.now() < renewAt)) return null;
  const answer = await refresh();
  return answer.ok ? null : answer;
}

/** The claims of the access token; its signature is not checked here, since every service does that. */
export function claims(token = accessToken) {
  if (token == null) return null;
  const base64 = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))));
}

/**
 * Sends a request, such as send("POST", "/api/orders", {body: {…}, key: "…"}), and renews an old token before.
 * The answer is {ok, status, data, meta, problem, headers, trace}. Without an answer the status is 0.
 */
export async function send(method, path, options = {}) {
  if (options.anonymous) return sendOnce(method, path, options);
  const failure = await restoreSession();
  if (failure) return failure;
  const answer = await sendOnce(method, path, options);
  const isTokenRefused = answer.status === 401 && answer.problem.type !== "/problems/wrong-credentials";
  if (!isTokenRefused || !hasSession() || !(await refresh()).ok) return answer;
  return sendOnce(method, path, options);
}

/** One refresh at a time: the service ends a session whose refresh token comes twice. The event tells app.js. */
async function refresh() {
  refreshing ??= (async () => {
    const body = {refresh_token: sessionStorage.getItem(REFRESH_TOKEN)};
    const answer = await sendOnce("POST", "/api/token/refresh", {body, anonymous: true});
    // The user may have logged out meanwhile, or in again: then the answer is about a session that is over.
    if (sessionStorage.getItem(REFRESH_TOKEN) !== body.refresh_token) return answer;
    if (answer.ok) keepSession(answer.data);
    else if (answer.status === 401) {
      forgetSession();
      dispatchEvent(new Event("session-ended"));
    }
    return answer;
  })().finally(() => refreshing = null);
  return refreshing;
}

async function sendOnce(method, path, {body, key, headers = {}, anonymous, quiet}) {
  const trace = randomHex(16);
  // The last two digits tell X-ray whether to record the request.
  const sent = {traceparent: `00-${trace}-${randomHex(8)}-${quiet ? "00" : "01"}`, ...headers};
  if (body !== undefined) sent["Content-Type"] = "application/json";
  if (key) sent["Idempotency-Key"] = key;
  if (accessToken && !anonymous) sent.Authorization = "Bearer " + accessToken;
  const call = {trace, method, path, ...withoutSecrets({sent, body}), at: new Date(), status: null};
  if (!quiet) announce(call);
  try {
    const response = await fetch(path, {method, headers: sent, body: JSON.stringify(body)});
    const text = await response.text();
    const json = isJson(response) ? JSON.parse(text) : null;
    const {status, ok} = response;
    const shown = json ? JSON.stringify(withoutSecrets(json)) : text;
    Object.assign(call, {status, received: [...response.headers], text: shown});
    const problem = ok ? null : inLanguage(json ?? {title: "Error " + status, detail: text.slice(0, 200)});
    return {ok, status, data: json?.data, meta: json?.meta, text, problem, headers: response.headers, trace};
  } catch (failure) {
    call.status = 0;
    return {ok: false, status: 0, problem: {title: String(failure.message), detail: t("noAnswer")}, trace};
  } finally {
    call.milliseconds = Date.now() - call.at;
    if (!quiet) calls.dispatchEvent(new Event("call"));
  }
}

function isJson(response) {
  return /^application\/(problem\+)?json/.test(response.headers.get("Content-Type") ?? "");
}

/** The services speak English. */
function inLanguage(problem) {
  return language === "id" ? indonesian(problem) : problem;
}

function announce(call) {
  calls.newest.unshift(call);
  calls.newest.length = Math.min(calls.newest.length, MAX_CALLS);
  calls.dispatchEvent(new Event("call"));
}

export function randomHex(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
