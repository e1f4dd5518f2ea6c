// The studios of the cinema: a list, and a form that adds one.

import {send} from "./api.js";
import {h, say} from "./dom.js";
import {field, form, problemLine} from "./form.js";
import {texts} from "./text.js";
import {number} from "./admin-parts.js";

const t = texts({
  en: {size: "{seat_rows} rows of {seats_per_row} seats, {seats} together", add: "Add a studio", name: "Name",
    rows: "Rows (1 to 26)", seats: "Seats in a row (1 to 40)", added: "{name} is added."},
  id: {size: "{seat_rows} baris × {seats_per_row} kursi, semuanya {seats}", add: "Tambah studio", name: "Nama",
    rows: "Baris (1 sampai 26)", seats: "Kursi per baris (1 sampai 40)", added: "{name} ditambahkan."},
});

export async function showAdminStudios(main) {
  const list = h("ul", {class: "rows"});
  const answer = await send("GET", "/api/studios");
  if (!answer.ok) return void main.append(problemLine(answer.problem));
  list.append(...answer.data.map(row));
  main.append(list, h("h2", {}, t("add")), addForm(list));
}

function row(studio) {
  const seats = studio.seat_rows * studio.seats_per_row;
  return h("li", {}, h("strong", {}, studio.name), h("span", {class: "soft"}, t("size", {...studio, seats})));
}

function addForm(list) {
  const made = form(async ({name, seat_rows, seats_per_row}) => {
    const body = {name, seat_rows: number(seat_rows), seats_per_row: number(seats_per_row)};
    const answer = await send("POST", "/api/studios", {body});
    if (!answer.ok) return answer.problem;
    list.append(row(answer.data));
    made.reset();
    say(t("added", answer.data));
  }, {class: "narrow"},
  field("name", t("name")),
  field("seat_rows", t("rows"), {type: "number", value: 10}),
  field("seats_per_row", t("seats"), {type: "number", value: 12}),
  h("div", {class: "actions"}, h("button", {}, t("add"))));
  return made;
}
