// Pays an order, and finds out what became of a payment whose answer is late or lost.

import {randomHex, send} from "./api.js";
import {h, say} from "./dom.js";
import {field, form} from "./form.js";
import {rupiah, texts} from "./text.js";

const t = texts({
  en: {
    pay: "Pay {total}", card: "Card", hint: "These are test cards of the stand-in for the payment provider.",
    "card-ok": "A card that works", "card-declined": "A card that is declined",
    "card-slow": "A card whose answer comes late", "card-lost": "A card whose answer is lost",
    unknown: "It is not known yet whether the payment succeeded. Press the button again: the Idempotency-Key stays the "
      + "same, and you are charged at most once.",
    again: "{reason} This page asks again with the same Idempotency-Key, so nothing is done twice: {n} of {all}.",
  },
  id: {
    pay: "Bayar {total}", card: "Kartu", hint: "Ini kartu tes milik tiruan penyedia pembayaran.",
    "card-ok": "Kartu yang berhasil", "card-declined": "Kartu yang ditolak",
    "card-slow": "Kartu yang jawabannya terlambat", "card-lost": "Kartu yang jawabannya hilang",
    unknown: "Belum diketahui apakah pembayarannya berhasil. Tekan tombolnya lagi: Idempotency-Key tetap sama, dan "
      + "Anda ditagih paling banyak satu kali.",
    again: "{reason} Halaman ini bertanya lagi dengan Idempotency-Key yang sama, jadi tidak ada yang dikerjakan dua "
      + "kali: {n} dari {all}.",
  },
});
const CARDS = ["card-ok", "card-declined", "card-slow", "card-lost"];
const STILL_RUNNING = ["/problems/request-in-flight", "/problems/payment-in-progress"];
const ATTEMPTS = 4;

/** Whether the work may be done although the answer does not say so. */
const isUnanswered = ({status, problem}) => status === 0 || status > 501 || STILL_RUNNING.includes(problem?.type);

/** Sends a POST that must be done once. Without an answer it sends it again, with the same Idempotency-Key. */
export async function sendSafely(path, body, key = randomHex(16), tell = say) {
  for (let n = 1; ; n++) {
    const answer = await send("POST", path, {body, key});
    if (!isUnanswered(answer) || n === ATTEMPTS) return answer;
    const [reason] = answer.problem.detail.split(/(?<=\.) /); // the next sentence is what this page does
    tell(t("again", {reason, n: n + 1, all: ATTEMPTS}));
    await pause(answer.headers?.get("Retry-After") ?? 1);
  }
}

const pause = seconds => new Promise(resume => setTimeout(resume, Math.min(seconds, 5) * 1000));

/** The form that pays an order. When the order may have changed, `done` gets the problem, or null after success. */
export function payForm(order, done) {
  const progress = h("p", {class: "soft", role: "status"});
  const tell = text => progress.textContent = text;
  let open = null; // a payment without an answer keeps its key for the next press of the button
  const submit = async body => {
    if (open?.card !== body.payment_method) open = {card: body.payment_method, key: randomHex(16)};
    const answer = await sendSafely(`/api/orders/${order.id}/pay`, body, open.key, tell);
    tell("");
    if (!isUnanswered(answer)) open = null;
    else if (answer.status !== 503) answer.problem.detail = t("unknown"); // a 503 has its own reason
    await done(answer.problem);
    return answer.problem;
  };
  return form(submit, {class: "narrow"},
    field("payment_method", t("card"), {hint: t("hint")}, CARDS.map(card => [card, t(card)])),
    h("div", {class: "actions"}, h("button", {}, t("pay", {total: rupiah(order.total)}))), progress);
}
