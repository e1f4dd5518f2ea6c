// The secrets of a call: X-ray keeps and shows a call without what an attacker would copy.

import {texts} from "./text.js";

const t = texts({en: {cut: "(signature cut)"}, id: {cut: "(tanda tangan dipotong)"}});
const SECRET = /password|refresh_token/;
const SIGNATURE = /(eyJ[\w-]+\.[\w-]+\.)[\w-]+/g;

export const isSecret = (name, value) => SECRET.test(name) && typeof value === "string";

/** The same value of JSON with dots for each secret. The claims of a token stay, without its signature. */
export const withoutSecrets = value => JSON.parse(JSON.stringify(value, hide));

function hide(name, part) {
  if (isSecret(name, part)) return "•••";
  return typeof part === "string" ? part.replace(SIGNATURE, "$1" + t("cut")) : part;
}
