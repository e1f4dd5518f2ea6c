// The hall as a grid of seats. Arrow keys move, space chooses; each state has a shape, a word and a colour.

import {h, say} from "./dom.js";
import {texts} from "./text.js";

const t = texts({
  en: {
    screen: "Screen", seats: "Seats", row: "Row {row}", atMost: "An order has at most {n} seats.",
    cannot: "{seat} is {state}.", free: "free", held: "held by another buyer", sold: "sold", yours: "yours",
    chosen: "chosen",
  },
  id: {
    screen: "Layar", seats: "Kursi", row: "Baris {row}", atMost: "Satu pesanan paling banyak {n} kursi.",
    cannot: "{seat} {state}.", free: "kosong", held: "ditahan pembeli lain", sold: "terjual", yours: "milik Anda",
    chosen: "dipilih",
  },
});
const MAX_SEATS = 10;
const SIGNS = {held: "…", sold: "×", yours: "★", chosen: "✓"};
const STEPS = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
  Home: [0, -Infinity], End: [0, Infinity]};

export class Hall {
  constructor(plan, onChange) {
    this.onChange = onChange;
    this.wanted = new Set();
    this.states = new Map();
    this.cells = new Map();
    this.rows = plan.rows.map(row => row.seats.map(seat => seat.seat));
    this.grid = h("div", {class: "hall", role: "grid", "aria-label": t("seats"), "aria-multiselectable": "true",
      onclick: event => this.onClick(event), onkeydown: event => this.onKey(event)},
    plan.rows.map(row => this.row(row)));
    this.element = h("div", {}, legend(), h("div", {class: "scroll hall-frame"},
      h("div", {class: "fit"}, h("p", {class: "screen"}, t("screen")), this.grid)));
    this.update(plan);
    this.moveTo(this.firstFree());
  }

  /** The seats that the buyer wants, in the order of the hall. */
  get chosen() {
    return [...this.cells.keys()].filter(seat => this.wanted.has(seat));
  }

  row({row, seats}) {
    const label = h("span", {role: "rowheader", class: "row-name", "aria-label": t("row", {row})}, row);
    const aisle = Math.floor(seats.length / 4);
    const cells = seats.map(({seat}, i) => {
      const isAfterAisle = seats.length > 7 && (i === aisle || i === seats.length - aisle);
      const cell = h("span", {role: "gridcell", tabindex: "-1", "data-seat": seat});
      if (isAfterAisle) cell.classList.add("after-aisle");
      this.cells.set(seat, cell);
      return cell;
    });
    return h("div", {role: "row", class: "seat-row"}, label, cells);
  }

  /** Shows the newest states. It returns the chosen seats that another buyer has got meanwhile. */
  update(plan) {
    const lost = [];
    for (const {seat, state} of plan.rows.flatMap(row => row.seats)) {
      if (this.states.get(seat) === state) continue;
      this.states.set(seat, state);
      const isLost = state !== "free" && this.wanted.delete(seat);
      if (isLost && state !== "yours") lost.push(seat); // an order of this buyer takes it, too
      this.draw(seat);
    }
    return lost;
  }

  draw(seat) {
    const cell = this.cells.get(seat);
    const state = this.wanted.has(seat) ? "chosen" : this.states.get(seat);
    cell.classList.remove("free", ...Object.keys(SIGNS));
    cell.classList.add("seat", state);
    cell.dataset.sign = SIGNS[state] ?? seat.slice(1); // drawn by seats.css: the name of the seat is its label
    cell.title = `${seat}, ${t(state)}`;
    cell.setAttribute("aria-label", cell.title);
    cell.setAttribute("aria-selected", state === "chosen");
    cell.setAttribute("aria-disabled", !["free", "chosen"].includes(state));
  }

  firstFree() {
    const middle = this.rows[Math.floor(this.rows.length / 2)];
    const all = [...middle, ...this.cells.keys()];
    return all.find(seat => this.states.get(seat) === "free") ?? all[0];
  }

  /** One seat at a time can be reached with the tab key: the last one that had the focus. */
  moveTo(seat) {
    this.cells.get(this.current)?.setAttribute("tabindex", "-1");
    this.current = seat;
    this.cells.get(seat).setAttribute("tabindex", "0");
  }

  onClick(event) {
    const seat = event.target.closest("[data-seat]")?.dataset.seat;
    if (!seat) return;
    this.moveTo(seat);
    this.toggle(seat);
  }

  onKey(event) {
    const isChoice = event.key === " " || event.key === "Enter";
    const step = STEPS[event.key];
    if (!isChoice && !step) return;
    event.preventDefault();
    if (isChoice) return this.toggle(this.current);
    const row = this.rows.findIndex(seats => seats.includes(this.current));
    const column = this.rows[row].indexOf(this.current);
    const nextRow = this.rows[within(row + step[0], this.rows.length)];
    this.moveTo(nextRow[within(column + step[1], nextRow.length)]);
    this.cells.get(this.current).focus();
  }

  toggle(seat) {
    const state = this.states.get(seat);
    if (state !== "free") return say(t("cannot", {seat, state: t(state)}));
    if (!this.wanted.delete(seat)) {
      if (this.wanted.size === MAX_SEATS) return say(t("atMost", {n: MAX_SEATS}));
      this.wanted.add(seat);
    }
    this.draw(seat);
    this.onChange();
  }
}

const within = (index, length) => Math.max(0, Math.min(index, length - 1));

function legend() {
  const entry = state =>
    h("li", {}, h("span", {class: "seat " + state, "data-sign": SIGNS[state] ?? "1", "aria-hidden": "true"}), t(state));
  return h("ul", {class: "legend"}, ["free", "chosen", "held", "sold", "yours"].map(entry));
}
