/* Elements of the page, and how they are made. */

const element = (id) => document.getElementById(id);

const canvas = element("canvas");
const panel = element("panel");
const filters = element("filters");
const search = element("search");
const results = element("results");
const tip = element("tip");

/** An element; every key but text, cls, on and lang is an attribute, and every child is an element or a text. */
function make(tag, { text, cls, lang, on, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (cls) made.className = cls;
  if (lang) made.lang = lang;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (on) made.addEventListener("click", on);
  made.append(...children);
  return made;
}

const chinese = (tag, text, options = {}) => make(tag, { text, lang: "zh-Hans", ...options });
const button = (text, on, options = {}) => make("button", { type: "button", text, on, ...options });

function coloured(made, colour) {
  made.style.setProperty("--colour", colour);
  return made;
}

/** Put other children into an element; the focus, if it was on one of those that go, stays with the element. */
function refill(holder, ...children) {
  const had = holder.contains(document.activeElement) && document.activeElement !== holder;
  const { id } = document.activeElement;
  holder.replaceChildren(...children);
  if (!had) return;
  const heir = id ? holder.querySelector(`#${CSS.escape(id)}`) : null;
  (heir ?? holder).focus({ preventScroll: true });
}

/** What a screen reader says. */
function announce(...said) {
  element("said").replaceChildren(...said);
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const fixed = (value) => Number(value.toFixed(2));

/** A polygon around a place: its corners as [across, down] in radii. */
const polygon = (corners) => (x, y, radius) =>
  `M${corners.map(([across, down]) => `${fixed(x + across * radius)} ${fixed(y + down * radius)}`).join("L")}Z`;

const HALF = 0.87;
const SHAPES = {
  dot: (x, y, radius) => {
    const [left, right, width] = [x - radius, x + radius, radius].map(fixed);
    const half = (end) => `A${width} ${width} 0 1 1 ${end} ${fixed(y)}`;
    return `M${left} ${fixed(y)}${half(right)}${half(left)}Z`;
  },
  square: polygon([
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]),
  diamond: polygon([
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ]),
  triangle: polygon([
    [0, -1.15],
    [1, 0.58],
    [-1, 0.58],
  ]),
  triangleDown: polygon([
    [0, 1.15],
    [1, -0.58],
    [-1, -0.58],
  ]),
  hexagon: polygon([
    [-1, 0],
    [-0.5, -HALF],
    [0.5, -HALF],
    [1, 0],
    [0.5, HALF],
    [-0.5, HALF],
  ]),
};

const shapeOf = (number) =>
  SHAPES[state.picture.marks.get(number).shape ?? data.kinds[names[number].kind].shape] ?? SHAPES.dot;

/** A small picture of a mark, for the legend. */
function swatch(shape, colour) {
  const path = svg("path", { d: SHAPES[shape](8, 8, 6), fill: colour });
  return svg("svg", { class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

/** A small picture of a tie. */
function stroke(dashed, colour) {
  const path = svg("path", { d: "M0 8H16", stroke: colour, "stroke-width": 3, fill: "none" });
  if (dashed) path.setAttribute("stroke-dasharray", "4 2");
  return svg("svg", { class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}
