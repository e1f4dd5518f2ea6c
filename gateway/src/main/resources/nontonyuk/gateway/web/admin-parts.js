// Parts that the admin's views share: a list that is filled again, one with pages, and a number of a form.

import {send} from "./api.js";
import {h} from "./dom.js";
import {problemLine} from "./form.js";
import {pages} from "./pages.js";

/** Fills a list again. Where the focused element goes with the old content, the list gets the focus. */
export function refill(list, ...children) {
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...children.filter(Boolean));
  if (hadFocus) list.focus({preventScroll: true});
}

/**
 * A list with pages. pathOf(page) is the address of a page, rowOf(item, draw) makes a row, and `none` stands for an
 * empty list. draw(page) asks and fills the list; without a page it draws the present one again.
 */
export function pagedList(pathOf, rowOf, none) {
  const list = h("div", {tabindex: "-1"});
  let shown = 1;
  const draw = async (page = shown) => {
    shown = page;
    const answer = await send("GET", pathOf(page));
    if (!answer.ok) return refill(list, problemLine(answer.problem));
    if (answer.data.length === 0 && page > 1) return draw(page - 1); // its last row is gone
    const rows = answer.data.map(item => rowOf(item, draw));
    refill(list, rows.length ? h("ul", {class: "rows"}, rows) : h("p", {}, none),
      pages(answer.meta, page => ({onclick: () => draw(page)})));
  };
  return {list, draw};
}

/** An empty field is no number, so that the API says that it must be given. */
export const number = text => text.trim() === "" ? null : Number(text);
