// Check-in at the door: choose the showtime and the door, then type, paste or scan one code after another.

import {claims, send} from "./api.js";
import {h, say} from "./dom.js";
import {field, form, problemLine} from "./form.js";
import {dayAndTimeOf, texts} from "./text.js";
import {allShowtimes} from "./showtimes.js";
import {canScan, scan} from "./scan.js";
import {drawVerdict, lineOf, verdictOf} from "./verdict.js";

const t = texts({
  en: {checkIn: "Check-in", refused: "Only staff may open this view.", showtime: "Showtime", door: "Door",
    mainDoor: "Main door", code: "Code of the ticket", check: "Check", scan: "Scan with the camera",
    stop: "Stop the camera", camera: "Picture of the camera", noCamera: "The browser does not give the camera: {why}",
    other: "A showtime that is not in the list", number: "Number of the showtime", choose: "Choose it",
    chosen: "{name} is chosen.", last: "Last codes"},
  id: {checkIn: "Check-in", refused: "Hanya staf yang boleh membuka halaman ini.", showtime: "Jadwal", door: "Pintu",
    mainDoor: "Pintu utama", code: "Kode tiket", check: "Periksa", scan: "Pindai dengan kamera",
    stop: "Hentikan kamera", camera: "Gambar kamera", noCamera: "Browser tidak memberi kamera: {why}",
    other: "Jadwal yang tidak ada di daftar", number: "Nomor jadwal", choose: "Pilih",
    chosen: "{name} dipilih.", last: "Kode terakhir"},
});

// The browser of a door keeps its door and its showtime, because the list loses a showtime when it starts.
const KEPT = "check-in";
const MAX_LINES = 5;

export async function showCheckIn(main) {
  main.append(h("h1", {}, t("checkIn")));
  const isStaff = ["staff", "admin"].includes(claims()?.role);
  const {showtimes, problem} = isStaff ? await allShowtimes() : {problem: {detail: t("refused")}};
  if (problem) return void main.append(problemLine(problem));
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  const choice = showtimeChoice(showtimes, kept.showtime);
  const code = field("code", t("code"), {autocomplete: "off", autocapitalize: "off", spellcheck: "false"});
  const door = field("door", t("door"), {value: kept.door ?? t("mainDoor"), maxlength: 50});
  const verdict = h("div", {role: "alert"});
  const lines = h("ol", {class: "lines", "aria-label": t("last")});
  const doorForm = form(values => check(values, choice, verdict, lines), {class: "door"},
    h("div", {class: "row"}, choice.element, door), h("div", {class: "row"}, code, h("button", {}, t("check"))));
  const camera = await canScan() ? cameraOf(doorForm) : null;
  main.append(...[doorForm, verdict, camera?.element, otherShowtime(choice), lines].filter(Boolean));
  code.querySelector("input").focus();
  return () => camera?.stop();
}

/** The showtimes to choose from; add(showtime) adds one and chooses it. */
function showtimeChoice(showtimes, kept) {
  const nameOf = ({movie_title, studio, starts_at}) => [dayAndTimeOf(starts_at), movie_title, studio.name].join(" · ");
  const element = field("showtime_id", t("showtime"), {}, showtimes.map(showtime => [showtime.id, nameOf(showtime)]));
  const select = element.querySelector("select");
  const byId = new Map(showtimes.map(showtime => [String(showtime.id), showtime]));
  const add = showtime => {
    const id = String(showtime.id);
    if (!byId.has(id)) select.prepend(h("option", {value: id}, nameOf(showtime)));
    byId.set(id, showtime);
    select.value = id;
    return nameOf(showtime);
  };
  if (kept && new Date(kept.ends_at) > new Date()) add(kept);
  return {element, add, chosen: () => byId.get(select.value)};
}

/** Checks a code, and makes the field ready for the next one. */
async function check({code, showtime_id, door}, choice, place, lines) {
  const answer = await send("POST", "/api/tickets/check-in", {body: {code, showtime_id: Number(showtime_id), door}});
  const verdict = verdictOf(answer, code.trim());
  place.replaceChildren();
  if (!verdict) return answer.problem;
  localStorage.setItem(KEPT, JSON.stringify({door, showtime: choice.chosen()}));
  place.append(drawVerdict(verdict));
  lines.prepend(lineOf(verdict));
  lines.children[MAX_LINES]?.remove();
  const input = choice.element.closest("form").elements.code;
  if (verdict.seat) input.value = "";
  input.focus();
  input.select();
  return answer.status === 422 ? answer.problem : null;
}

/** A button that starts and stops the camera. A code that it reads goes through the form, as a typed one does. */
function cameraOf(doorForm) {
  let end = null;
  const video = h("video", {muted: true, playsinline: true, hidden: true, "aria-label": t("camera")});
  const failure = h("p", {class: "error", role: "alert"});
  const button = h("button", {class: "quiet", type: "button", onclick: () => end ? stop() : start()}, t("scan"));
  const show = running => {
    end = running;
    video.hidden = !running;
    button.textContent = t(running ? "stop" : "scan");
  };
  const stop = () => show(end?.());
  const start = async () => {
    failure.textContent = "";
    button.disabled = true;
    try {
      show(await scan(video, text => submit(doorForm, text)));
      if (!video.isConnected) stop(); // the view has ended meanwhile
    } catch (error) {
      failure.textContent = t("noCamera", {why: error.message});
    }
    button.disabled = false;
  };
  return {element: h("div", {class: "camera"}, button, failure, video), stop};
}

function submit(doorForm, code) {
  if (doorForm.querySelector("button").disabled) return false; // another code is on its way
  doorForm.elements.code.value = code;
  doorForm.requestSubmit();
  return true;
}

function otherShowtime(choice) {
  const details = h("details", {}, h("summary", {}, t("other")), form(async ({id}) => {
    const answer = await send("GET", "/api/showtimes/" + encodeURIComponent(id || 0));
    if (!answer.ok) return answer.problem;
    say(t("chosen", {name: choice.add(answer.data)}));
    details.open = false;
  }, {class: "row"}, field("id", t("number"), {type: "number"}), h("button", {class: "quiet"}, t("choose"))));
  return details;
}
