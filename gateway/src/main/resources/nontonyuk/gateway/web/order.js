import {h} from "./dom.js";

export async function showOrder(main) {
  main.append(h("h1", {}, "Not built yet"));
}

export async function showOrders(main) {
  main.append(h("h1", {}, "Not built yet"));
}

