// Parts that the admin's views share: a list that is filled again, and a number of a form.

/** Fills a list again. Where the focused element goes with the old content, the list gets the focus. */
export function refill(list, ...children) {
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...children.filter(Boolean));
  if (hadFocus) list.focus({preventScroll: true});
}

/** An empty field is no number, so that the API says that it must be given. */
export const number = text => text.trim() === "" ? null : Number(text);
