// The reference for drag rates: the softmax lesson's three figures, computed in JavaScript without a server.
//
// It redraws the figures and nothing else: no readings, no table, no URL. As the stage does, it draws once for every
// animation frame, the newest state.
//
// given.json: the figures as the lesson's `frame` returns them, the template and the config with which the stage draws
// them, the size of each figure, the range of the sliders, and the state: z, T, y.

const { figures, template, config, sizes, slider, z, T, y } = await (await fetch("given.json")).json();
const main = document.querySelector("main");
const plots = sizes.map(([width, height]) => {
  const plot = document.createElement("div");
  plot.style.cssText = `width:${width}px;height:${height}px`;
  main.append(plot);
  return plot;
});

let inputs = 0;
let animationRequest = null;

z.forEach((value, index) => {
  const input = document.createElement("input");
  Object.assign(input, {
    type: "range",
    min: 0,
    max: 1,
    step: "any",
    value: (value - slider.min) / (slider.max - slider.min),
  });
  input.style.width = `${slider.width}px`;
  input.oninput = () => {
    z[index] = Math.round((slider.min + Number(input.value) * (slider.max - slider.min)) * 10) / 10;
    inputs += 1;
    animationRequest ??= requestAnimationFrame(draw);
  };
  document.querySelector("form").append(input);
});

function softmax() {
  const maximum = Math.max(...z);
  const exponentials = z.map((logit) => Math.exp((logit - maximum) / T));
  const sum = exponentials.reduce((a, b) => a + b);
  return exponentials.map((exponential) => exponential / sum);
}

function traces() {
  const p = softmax();
  const factors = p.map((pi, i) => p.map((pj, j) => (i === j ? [pi, 1 - pi] : [-pi, pj])));
  const gradient = p.map((pi, i) => (pi - (i === y)) / T);
  const [[, negative], , [, positive]] = template.layout.coloraxis.colorscale;
  const [bars, target, numbers] = figures.probabilities.data;
  const [heatmap] = figures.jacobian.data;
  const [gradientBars, gradientNumbers] = figures.gradient.data;
  return {
    probabilities: [{ ...bars, y: p }, target, { ...numbers, customdata: p }],
    jacobian: [{ ...heatmap, z: factors.map((row) => row.map(([a, b]) => (a * b) / T)), customdata: factors }],
    gradient: [
      {
        ...gradientBars,
        y: gradient,
        marker: { ...gradientBars.marker, color: gradient.map((g) => (g >= 0 ? positive : negative)) },
      },
      { ...gradientNumbers, customdata: gradient },
    ],
  };
}

function draw() {
  animationRequest = null;
  const drawn = inputs;
  Object.entries(traces()).forEach(([name, data], index) => {
    const layout = { ...figures[name].layout, template, autosize: true, datarevision: drawn };
    window.Plotly.react(plots[index], data, layout, config);
  });
  main.dataset.frame = drawn;
}

await document.fonts.load('16px "Source Sans"');
draw();
main.dataset.settled = "true";
