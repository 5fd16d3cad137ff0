// The limit: the lesson's three pictures with the mathematics in JavaScript and nobody to ask. It redraws the charts, and
// only those: no readings, no table, no URL. As the stage does, it draws once per animation frame, what is newest.
//
// given.json: figures as the lesson's `frame` made them, the template and the config that the stage drew them with, the
// size of every picture, the range of the sliders, and the state: z, T, y.

const { figures, template, config, sizes, slider, z, T, y } = await (await fetch("given.json")).json();
const main = document.querySelector("main");
const places = sizes.map(([width, height]) => {
  const place = document.createElement("div");
  place.style.cssText = `width:${width}px;height:${height}px`;
  main.append(place);
  return place;
});

let number = 0;
let due = null;

z.forEach((value, index) => {
  const input = document.createElement("input");
  Object.assign(input, { type: "range", min: 0, max: 1, step: "any", value: (value - slider.low) / (slider.high - slider.low) });
  input.style.width = `${slider.width}px`;
  input.oninput = () => {
    z[index] = Math.round((slider.low + Number(input.value) * (slider.high - slider.low)) * 10) / 10;
    number += 1;
    due ??= requestAnimationFrame(draw);
  };
  document.querySelector("form").append(input);
});

function softmax() {
  const most = Math.max(...z);
  const powers = z.map((logit) => Math.exp((logit - most) / T));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function traces() {
  const p = softmax();
  const factors = p.map((pi, i) => p.map((pj, j) => (i === j ? [pi, 1 - pi] : [-pi, pj])));
  const gradient = p.map((pi, i) => (pi - (i === y)) / T);
  const [[, down], , [, up]] = template.layout.coloraxis.colorscale;
  const [bars, target, numbers] = figures.probabilities.data;
  const [heatmap] = figures.jacobian.data;
  const [slopes, signed] = figures.gradient.data;
  return {
    probabilities: [{ ...bars, y: p }, target, { ...numbers, customdata: p }],
    jacobian: [{ ...heatmap, z: factors.map((row) => row.map(([a, b]) => (a * b) / T)), customdata: factors }],
    gradient: [
      { ...slopes, y: gradient, marker: { ...slopes.marker, color: gradient.map((g) => (g >= 0 ? up : down)) } },
      { ...signed, customdata: gradient },
    ],
  };
}

function draw() {
  due = null;
  const drawn = number;
  Object.entries(traces()).forEach(([name, data], index) => {
    const layout = { ...figures[name].layout, template, autosize: true, datarevision: drawn };
    window.Plotly.react(places[index], data, layout, config);
  });
  main.dataset.frame = drawn;
}

await document.fonts.load('16px "Source Sans"');
draw();
main.dataset.settled = "true";
