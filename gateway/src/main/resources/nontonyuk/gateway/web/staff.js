import {h} from "./dom.js";

export async function showCheckIn(main) {
  main.append(h("h1", {}, "Not built yet"));
}

