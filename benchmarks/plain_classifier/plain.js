// The reference for drag rates: the classifier's plane and its loss curve, computed in JavaScript without a server.
//
// It redraws these two figures and nothing else: no other figures, readings, table, URL. As the stage does, it draws
// once for every animation frame, the newest state. A point is dragged in the plane; the slider sets the first weight.
//
// given.json: the figures as the lesson's `frame` returns them, the template and the config with which the stage draws
// them, the size of both figures, the range of the slider, the points, the labels and the initial parameters of the
// run, its learning rate and regularization, the weights from which the slider starts, and the points' hover texts.

import { boundaries, makeRun, predict, regions, train } from "./model.js";

const given = await (await fetch("given.json")).json();
const { figures, template, config, sizes, slider, hover, training, classes, steps } = given;
const [CORRECT, MISCLASSIFIED] = [0, 4]; // Plotly's numbers of the symbols
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12];

const xs = Float64Array.from(given.points, ([x]) => x);
const ys = Float64Array.from(given.points, ([, y]) => y);
const labels = Uint8Array.from(given.labels);
const gridX = Float64Array.from(figures.plane.data[0].x);
const gridY = Float64Array.from(figures.plane.data[0].y);
const levels = (figures.plane.data[0].zmax + 1) / classes;
const cells = Array.from(gridY, () => new Uint8Array(gridX.length));
const run = makeRun(xs.length, classes, steps);
const predicted = new Uint8Array(xs.length);
const probabilities = new Float64Array(xs.length);
const symbols = new Uint8Array(xs.length);
const texts = Array(xs.length);
let start = Float64Array.from(given.start);
let { step } = given;

const main = document.querySelector("main");
const [plane, curve] = sizes.map(([width, height]) => {
  const plot = document.createElement("div");
  plot.style.cssText = `width:${width}px;height:${height}px`;
  main.append(plot);
  return plot;
});

let inputs = 0;
let animationRequest = null;

function onChange() {
  inputs += 1;
  main.dataset.settled = "false";
  animationRequest ??= requestAnimationFrame(draw);
}

const input = document.createElement("input");
Object.assign(input, { type: "range", min: slider.min, max: slider.max, step: "any", value: given.weights[0] });
input.setAttribute("aria-label", slider.label);
input.style.width = `${slider.width}px`;
input.oninput = () => {
  start = Float64Array.from(given.weights);
  start[0] = Number(Number(input.value).toFixed(2));
  step = 0;
  onChange();
};
document.querySelector("form").append(input);

let draggedPoint = -1;

plane.onpointerdown = (event) => {
  const { xaxis, yaxis } = plane._fullLayout;
  const box = plane.getBoundingClientRect();
  let shortest = Infinity;
  for (let n = 0; n < xs.length; n += 1) {
    const distance = Math.hypot(
      box.left + xaxis._offset + xaxis.d2p(xs[n]) - event.clientX,
      box.top + yaxis._offset + yaxis.d2p(ys[n]) - event.clientY,
    );
    if (distance < shortest) [draggedPoint, shortest] = [n, distance];
  }
  plane.setPointerCapture(event.pointerId);
  event.preventDefault();
};
plane.onpointermove = (event) => {
  if (draggedPoint < 0) return;
  const { xaxis, yaxis } = plane._fullLayout;
  const box = plane.getBoundingClientRect();
  xs[draggedPoint] = Number(xaxis.p2d(event.clientX - box.left - xaxis._offset).toFixed(3));
  ys[draggedPoint] = Number(yaxis.p2d(event.clientY - box.top - yaxis._offset).toFixed(3));
  onChange();
};
plane.onpointerup = () => {
  draggedPoint = -1;
};

function compute() {
  train(run, xs, ys, labels, start, training);
  const parameters = run.path.subarray(step * run.size, (step + 1) * run.size);
  regions(cells, parameters, gridX, gridY, classes, levels);
  predict(predicted, probabilities, parameters, xs, ys, labels, classes);
  for (let n = 0; n < xs.length; n += 1) {
    symbols[n] = predicted[n] === labels[n] ? CORRECT : MISCLASSIFIED;
    texts[n] = hover[labels[n]][predicted[n]];
  }
  return boundaries(parameters, [gridX[0], gridX.at(-1)], [gridY[0], gridY.at(-1)], classes);
}

function planeTraces({ deciding, hidden }) {
  const [regionShades, pinnedBoundaries, hiddenBoundaries, decidingBoundaries, arrows, rows, ...legend] =
    figures.plane.data;
  const points = {
    ...rows,
    x: xs,
    y: ys,
    hovertext: texts,
    customdata: probabilities,
    marker: { ...rows.marker, symbol: symbols },
  };
  return [
    { ...regionShades, z: cells },
    pinnedBoundaries,
    { ...hiddenBoundaries, ...hidden },
    { ...decidingBoundaries, ...deciding },
    arrows,
    points,
    ...legend,
  ];
}

function curveTraces(top) {
  const [pinned, penalty, data, total, cursor, mark] = figures.loss.data;
  return [
    pinned,
    { ...penalty, y: run.penalty },
    { ...data, y: run.data },
    { ...total, y: run.total },
    { ...cursor, x: [step, step], y: [0, top] },
    { ...mark, x: [step], y: [run.total[step]] },
  ];
}

// The next of a few round numbers above all losses.
function ceiling() {
  let maximum = 1e-12;
  for (let at = 0; at <= steps; at += 1) maximum = Math.max(maximum, run.total[at]);
  const power = 10 ** Math.floor(Math.log10(1.04 * maximum));
  return power * ROUND.find((round) => round * power >= 1.04 * maximum);
}

function draw() {
  animationRequest = null;
  const drawn = inputs;
  const lines = compute();
  const top = ceiling();
  const { layout } = figures.loss;
  const common = { template, autosize: true, datarevision: drawn };
  window.Plotly.react(plane, planeTraces(lines), { ...figures.plane.layout, ...common }, config);
  window.Plotly.react(
    curve,
    curveTraces(top),
    { ...layout, yaxis: { ...layout.yaxis, range: [0, top] }, ...common },
    config,
  );
  main.dataset.frame = drawn;
  main.dataset.settled = "true";
}

// What was computed, for the check of the benchmark.
window.worked = () => ({
  step,
  start: [...start],
  points: Array.from(xs, (x, n) => [x, ys[n]]),
  loss: [...run.total],
  cells: cells.map((row) => Array.from(row)),
  top: ceiling(),
});

await document.fonts.load('16px "Source Sans"');
draw();
