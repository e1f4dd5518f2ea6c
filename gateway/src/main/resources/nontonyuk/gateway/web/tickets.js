import {h} from "./dom.js";

export async function showTickets(main) {
  main.append(h("h1", {}, "Not built yet"));
}

