import {h} from "./dom.js";

export async function showSeats(main) {
  main.append(h("h1", {}, "Not built yet"));
}

