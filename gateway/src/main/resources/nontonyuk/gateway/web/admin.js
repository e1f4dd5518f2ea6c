import {h} from "./dom.js";

export async function showAdmin(main) {
  main.append(h("h1", {}, "Not built yet"));
}

