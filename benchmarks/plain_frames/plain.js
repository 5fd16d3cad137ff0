// The limit for drag rates of any lesson: its figures, readings and tables as SVG and HTML made by hand.
//
// Nothing is computed: the frames at many positions of the slider are given. It draws the one nearest to the slider,
// once for every animation frame where it is another one than before, and changes only what differs.

import { add, addHtml, write } from "./dom.js";
import { drawTrace } from "./traces.js";

const { boxes, axes, labels, frames, slider, readings } = await (await fetch("given.json")).json();
const main = document.querySelector("main");

const changers = Object.entries(frames[0].figures).map(([name, figure]) => {
  const svg = add(addHtml(main, "div", "", boxes[name]), "svg", { width: "100%", height: "100%" });
  for (const { x, y, size, text } of labels[name]) add(svg, "text", { x, y, "font-size": size }, text);
  const changes = figure.data.map((trace) => drawTrace(svg, trace));
  return ({ figures }) => {
    const { data, layout } = figures[name];
    data.forEach((trace, index) => changes[index]?.(trace, axesOf(axes[name], layout, trace)));
  };
});

/** The two axes of a trace, with the ranges of a frame. */
function axesOf(drawn, layout, { xaxis = "x", yaxis = "y" }) {
  return [xaxis, yaxis].map((name) => {
    const key = name.replace(/^([xy])/, "$1axis");
    return { ...drawn[key], range: layout[key]?.range ?? drawn[key].range };
  });
}

const list = addHtml(main, "dl", "", boxes.readings);
const values = readings.map((label) => {
  const pair = addHtml(list, "div");
  addHtml(pair, "dt", label);
  return addHtml(pair, "dd");
});
const table = addHtml(main, "table", "", boxes.tables);
const cells = frames[0].cells.map((row) => {
  const line = addHtml(table, "tr");
  return row.map(() => addHtml(line, "td"));
});

const input = document.createElement("input");
Object.assign(input, { type: "range", min: 0, max: 1, step: "any", value: 0.5 });
input.style.width = `${slider.width}px`;
document.querySelector("form").append(input);
let inputs = 0;
let animationRequest = null;
let drawn = -1;
input.oninput = () => {
  inputs += 1;
  animationRequest ??= requestAnimationFrame(draw);
};

function draw() {
  animationRequest = null;
  const position = Math.round(Number(input.value) * (frames.length - 1));
  if (position === drawn) return;
  drawn = position;
  const frame = frames[position];
  for (const change of changers) change(frame);
  frame.readings.forEach((text, at) => write(values[at], text));
  frame.cells.forEach((row, at) => row.forEach((text, column) => write(cells[at][column], text)));
  main.dataset.frame = inputs;
}

await document.fonts.load('16px "Source Sans"');
draw();
main.dataset.settled = "true";
