// Makes elements. Data becomes text nodes and attributes, so the browser never reads it as HTML.

/** h("a", {class: "film", href: "#/"}, "Films"). An attribute that is a function listens: {onclick: () => …}. */
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter(child => child != null && child !== false));
  return element;
}

/** The values in the address after the question mark, such as #/?genre=Drama. */
export const parameters = () => new URLSearchParams(location.hash.split("?").slice(1).join("?"));

/** Tells a screen reader, and shows for a moment, what has just happened. */
export function say(text) {
  document.getElementById("status").textContent = text;
}
