// The limit for drag rates: the softmax lesson's page as SVG made by hand, computed in JavaScript without a server.
//
// The same five figures at the same places, formula, readings and table; it draws once for every animation frame, and
// changes only what differs.

import { cellsOf, compute, formulaOf, makeSliders, readingsOf } from "./model.js";
import { add, addHtml, write } from "./dom.js";
import * as builders from "./figures.js";

const { figures, axes, boxes, slider, z, T, y, colours, heads, readings } = await (await fetch("given.json")).json();
figures.flow.layout.heads = heads;
const main = document.querySelector("main");
const state = compute({ z, T, y });
const changers = Object.entries(figures).map(([name, figure]) => {
  const svg = add(addHtml(main, "div", "", boxes[name]), "svg", { width: "100%", height: "100%" });
  return builders[name](svg, axes[name], figure, state, colours);
});

const formula = addHtml(main, "p", "", boxes.formula);
const exponent = ["p = e", "", " / ("].map((text, at) => addHtml(formula, at === 1 ? "sup" : "span", text))[1];
const terms = z.map((_, k) => {
  if (k) addHtml(formula, "span", " + ");
  return addHtml(formula, "span");
});
addHtml(formula, "span", ") = ");
const result = addHtml(formula, "strong");
const loss = addHtml(formula, "span");
terms.forEach((term, k) => (term.style.color = colours[k]));

const list = addHtml(main, "dl", "", boxes.readings);
const values = readings.map((label) => {
  const pair = addHtml(list, "div");
  addHtml(pair, "dt", label);
  return addHtml(pair, "dd");
});
const table = addHtml(main, "table", "", boxes.tables);
const cells = cellsOf(state).map((row) => {
  const line = addHtml(table, "tr");
  return row.map(() => addHtml(line, "td"));
});

let inputs = 0;
let animationRequest = null;
makeSliders(document.querySelector("form"), slider, z, (index, value) => {
  z[index] = value;
  inputs += 1;
  animationRequest ??= requestAnimationFrame(draw);
});

function draw() {
  animationRequest = null;
  const present = compute({ z, T, y });
  for (const change of changers) change(present);
  const texts = formulaOf(present);
  write(exponent, texts.exponent);
  terms.forEach((term, k) => write(term, texts.terms[k]));
  write(result, texts.result);
  write(loss, texts.loss);
  readingsOf(present).forEach((text, at) => write(values[at], text));
  cellsOf(present).forEach((row, at) => row.forEach((text, column) => write(cells[at][column], text)));
  main.dataset.frame = inputs;
}

await document.fonts.load('16px "Source Sans"');
draw();
main.dataset.settled = "true";
