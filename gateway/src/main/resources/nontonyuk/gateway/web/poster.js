// A poster, drawn from the title and the genre of a film. The same film always gets the same poster.

import {svg} from "./dom.js";
import {lookOf} from "./genres.js";

const WIDTH = 200;
const HEIGHT = 300;
const LETTERS = 15; // that fit into one line
const LINES = 6;
const LINE_HEIGHT = 23;

let count = 0;

/** The title stands beside the poster too, so a screen reader skips the drawing. */
export function poster({title, genre}) {
  const [first, second = first] = genre.split(", ").map(lookOf);
  const between = randomNumbers(title);
  const number = ++count; // an id belongs to one gradient of the document
  const lines = wrapped(title);
  return svg("svg", {class: "poster", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true"},
    gradient("sky-" + number, `hsl(${second.hue} 55% 22%)`, `hsl(${first.hue} 65% 46%)`),
    gradient("shade-" + number, "#0000", "#000d"),
    svg("rect", {width: WIDTH, height: HEIGHT, fill: `url(#sky-${number})`}),
    MOTIFS[first.motif](between, (lightness, opacity = 1) => `hsl(${first.hue} 60% ${lightness}% / ${opacity})`),
    svg("rect", {y: 120, width: WIDTH, height: HEIGHT - 120, fill: `url(#shade-${number})`}),
    lines.map((line, i) => svg("text", {x: 14, y: HEIGHT - 18 - (lines.length - 1 - i) * LINE_HEIGHT}, line)));
}

/** Each motif draws with numbers that depend on the title, and with tones of the genre's colour. */
const MOTIFS = {
  skyline: (between, tone) => repeat(9, i => {
    const x = i * 22 + between(-6, 4), top = between(90, 210);
    const windows = repeat(8, j => between(0, 1) > .45 &&
      svg("rect", {x: x + 5 + j % 2 * 9, y: top + 8 + (j >> 1) * 14, width: 5, height: 7, fill: tone(82)}));
    return [svg("rect", {x, y: top, width: 24, height: HEIGHT, fill: tone(between(8, 20))}), windows];
  }),
  hills: (between, tone) => [
    svg("circle", {cx: between(40, 160), cy: between(50, 90), r: between(18, 34), fill: tone(85)}),
    repeat(4, i => {
      const y = 120 + i * 35, peak = between(20, 180);
      const d = `M-40 ${HEIGHT} L${peak} ${y - between(0, 30)} L240 ${HEIGHT}z`;
      return svg("path", {d, fill: tone(34 - i * 7)});
    })],
  bubbles: (between, tone) => repeat(16, i =>
    svg("circle", {cx: between(0, WIDTH), cy: between(0, 230), r: between(6, 38), fill: tone(45 + i * 2.5, .6)})),
  rays: (between, tone) => {
    const x = between(60, 140), y = between(90, 150), turn = between(0, 30);
    const ray = angle => svg("path",
      {d: `M${x} ${y} l300 -30 v60z`, fill: tone(70, .55), transform: `rotate(${angle} ${x} ${y})`});
    return [repeat(12, i => ray(turn + i * 30)), svg("circle", {cx: x, cy: y, r: between(26, 40), fill: tone(85)})];
  },
  stripes: (between, tone) => repeat(14, i =>
    svg("rect", {x: -100, y: i * 26, width: 500, height: between(4, 20), fill: tone(between(20, 75), .7),
      transform: "rotate(-24 100 150)"})),
  waves: (between, tone) => repeat(7, i => {
    const y = 60 + i * 32, rise = between(14, 40);
    return svg("path", {d: `M-10 ${y} q55 ${-rise} 110 0 t110 0 V${HEIGHT} H-10z`, fill: tone(66 - i * 8, .75)});
  }),
  rings: (between, tone) => {
    const cx = between(50, 150), cy = between(80, 150), step = between(13, 20);
    return repeat(10, i => svg("circle", {cx, cy, r: (10 - i) * step, fill: tone(i % 2 ? 12 : 12 + i * 6)}));
  },
  planet: (between, tone) => {
    const cx = between(60, 140), cy = between(80, 140), r = between(34, 52);
    const transform = `rotate(${between(-35, 35)} ${cx} ${cy})`;
    const star = () => svg("circle", {cx: between(0, WIDTH), cy: between(0, 240), r: between(.5, 1.8), fill: "#fff"});
    return [
      repeat(45, star),
      svg("ellipse", {cx, cy, rx: r * 1.8, ry: r * .45, fill: "none", stroke: tone(80), "stroke-width": 5, transform}),
      svg("circle", {cx, cy, r, fill: tone(58)}),
      svg("path", {d: `M${cx - r} ${cy} a${r} ${r} 0 0 1 ${2 * r} 0z`, fill: tone(68), transform})];
  },
};

const repeat = (times, draw) => Array.from({length: times}, (none, i) => draw(i));

function gradient(id, from, to) {
  const stop = (offset, colour) => svg("stop", {offset, "stop-color": colour});
  return svg("linearGradient", {id, x2: 0, y2: 1}, stop(0, from), stop(1, to));
}

/** between(1, 6) gives the next number of a row that the text decides. */
function randomNumbers(text) {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.codePointAt(0), 16777619);
  return (least, most) => {
    state = Math.imul(state, 1664525) + 1013904223 | 0;
    return Math.round((least + (state >>> 0) / 2 ** 32 * (most - least)) * 10) / 10;
  };
}

/** SVG does not wrap a text. A word that is longer than a line is cut. */
function wrapped(title) {
  const lines = [""];
  for (const word of title.split(/\s+/).flatMap(word => word.match(new RegExp(`.{1,${LETTERS}}`, "gu")) ?? [])) {
    const last = lines.at(-1);
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= LETTERS) lines[lines.length - 1] = last + " " + word;
    else lines.push(word);
  }
  return lines.length > LINES ? [...lines.slice(0, LINES - 1), "…"] : lines;
}
