import {h} from "./dom.js";

export async function showLogin(main) {
  main.append(h("h1", {}, "Not built yet"));
}

export async function showRegister(main) {
  main.append(h("h1", {}, "Not built yet"));
}

export async function showAccount(main) {
  main.append(h("h1", {}, "Not built yet"));
}

