// A button that stops the answers of movie, and starts them again, where `make faults` runs a proxy in front of movie.

import {send} from "./api.js";
import {h} from "./dom.js";
import {texts} from "./text.js";

const t = texts({
  en: {stop: "Stop movie's answers"},
  id: {stop: "Hentikan jawaban movie"},
});

const PATH = "/xray/faults";
const QUIET = {anonymous: true, quiet: true};

export function movieSwitch() {
  const button = h("button", {class: "quiet", hidden: true, "aria-pressed": "false", onclick: change}, t("stop"));
  const show = ({data}) => {
    const fault = data?.fault ?? null;
    button.hidden = fault === null;
    button.setAttribute("aria-pressed", String(fault !== "none"));
  };
  async function change() {
    const fault = button.getAttribute("aria-pressed") === "true" ? "none" : "stall-before";
    const answer = await send("PUT", PATH, {...QUIET, body: {fault}});
    if (answer.ok) show(answer); // otherwise one may try again
  }
  send("GET", PATH, QUIET).then(show);
  return button;
}
