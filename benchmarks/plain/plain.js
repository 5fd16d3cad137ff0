// The softmax lesson's five figures, computed in JavaScript without a server and drawn whole by Plotly.
//
// It redraws the figures and nothing else: no formula, readings, table or URL. As the stage does, it draws once for
// every animation frame, the newest state.
//
// given.json: the figures as the lesson's `frame` returns them, the template and the config with which the stage draws
// them, the place of each figure, the range of the sliders, and the state: z, T, y.

import { columnsOf, compute, curvesOf, fixed, makeSliders, tangentsOf } from "./model.js";

const { figures, template, config, boxes, slider, z, T, y } = await (await fetch("given.json")).json();
const main = document.querySelector("main");
const plots = Object.keys(figures).map((name) => {
  const { x, y: top, width, height } = boxes[name];
  const plot = document.createElement("div");
  plot.style.cssText = `left:${x}px;top:${top}px;width:${width}px;height:${height}px`;
  main.append(plot);
  return plot;
});
const [cursor, ...response] = figures.response.data;
const curveX = response[0].x;
let inputs = 0;
let animationRequest = null;

makeSliders(document.querySelector("form"), slider, z, (index, value) => {
  z[index] = value;
  inputs += 1;
  animationRequest ??= requestAnimationFrame(draw);
});

function flow(state) {
  const { data, layout } = figures.flow;
  const { columns, stacks } = columnsOf(state);
  const [sumNumbers, sumHead, shares, sharesHead] = data.slice(10);
  const traces = [
    ...columns.map(({ values }, index) => ({ ...data[index], x: values })),
    ...stacks.map(({ values, bases }, index) => ({ ...data[5 + index], x: values, base: bases })),
    ...data.slice(7, 9),
    { ...data[9], text: columns.flatMap(({ texts }) => texts) },
    { ...sumNumbers, x: stacks[0].middles, text: stacks[0].texts },
    { ...sumHead, text: [stacks[0].head] },
    { ...shares, x: stacks[1].middles, text: stacks[1].texts },
    sharesHead,
  ];
  const axes = [...columns, ...stacks].map(({ range }, index) => {
    const name = `xaxis${index ? index + 1 : ""}`;
    return [name, { ...layout[name], range }];
  });
  return { data: traces, layout: { ...layout, ...Object.fromEntries(axes) } };
}

function responseCurves(state) {
  const count = state.z.length;
  const curves = curvesOf(state, curveX);
  const tangents = tangentsOf(state);
  return {
    data: [
      { ...cursor, x: [state.z[0], state.z[0]] },
      ...curves.map((values, k) => ({ ...response[k], y: values })),
      ...tangents.map(([xs, ys], k) => ({ ...response[count + k], x: xs, y: ys })),
      { ...response[2 * count], x: state.z.map(() => state.z[0]), y: state.p },
    ],
    layout: figures.response.layout,
  };
}

function heatmap({ jacobian, p }) {
  const [trace] = figures.jacobian.data;
  const customdata = p.map((pi, i) => p.map((pj, j) => (i === j ? [pi, 1 - pi] : [-pi, pj])));
  const text = trace.text.length ? jacobian.map((row) => row.map((value) => fixed(value, 3, "+"))) : [];
  return { data: [{ ...trace, z: jacobian, customdata, text }], layout: figures.jacobian.layout };
}

function probabilities({ p }) {
  const { data, layout } = figures.probabilities;
  const text = data[2].text.length ? p.map((value) => fixed(value, 3)) : [];
  return { data: [{ ...data[0], y: p }, data[1], { ...data[2], text }], layout };
}

function gradientBars({ gradient }) {
  const { data, layout } = figures.gradient;
  const [[, negative], , [, positive]] = template.layout.coloraxis.colorscale;
  const color = gradient.map((value) => (value >= 0 ? positive : negative));
  const text = data[1].text.length ? gradient.map((value) => fixed(value, 3, "+")) : [];
  return {
    data: [
      { ...data[0], y: gradient, marker: { color } },
      { ...data[1], text },
    ],
    layout,
  };
}

const BUILDERS = { flow, jacobian: heatmap, response: responseCurves, probabilities, gradient: gradientBars };

function draw() {
  animationRequest = null;
  const drawn = inputs;
  const state = compute({ z, T, y });
  Object.keys(figures).forEach((name, index) => {
    const { data, layout } = BUILDERS[name](state);
    const whole = { ...layout, template, autosize: true, datarevision: drawn };
    window.Plotly.react(plots[index], data, whole, config);
  });
  main.dataset.frame = drawn;
}

await document.fonts.load('16px "Source Sans"');
draw();
main.dataset.settled = "true";
