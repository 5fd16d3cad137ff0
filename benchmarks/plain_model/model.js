// Every number that the softmax lesson shows, computed in JavaScript, and written as the lesson writes it.

const MINUS = "−";
const STEPS = [1, 2, 5, 10];
const REACH_OF_TANGENT = 4;
const MIN_SHARE_WITH_NUMBER = 0.09;

/** Write a number with a fixed number of decimals; `sign` is written before numbers above 0. */
export function fixed(value, digits, sign = "") {
  const text = Math.abs(value).toFixed(digits);
  return (value < 0 ? MINUS : value > 0 ? sign : "") + text;
}

function percent(p) {
  return `${(100 * p).toFixed(1)}%`;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function softmax(z, T) {
  const largest = Math.max(...z);
  const exponentials = z.map((logit) => Math.exp((logit - largest) / T));
  const total = sum(exponentials);
  return exponentials.map((exponential) => exponential / total);
}

/** Return the smallest of 1, 2 and 5 times a power of ten that is not below a number. */
export function niceLimit(value) {
  if (!(value > 0 && value < Infinity)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return STEPS.map((step) => step * power).find((limit) => limit >= value);
}

/** Return the numbers of a state: logits, temperature and true class. */
export function compute({ z, T, y }) {
  const scaled = z.map((logit) => logit / T);
  const exponentials = scaled.map(Math.exp);
  const p = softmax(z, T);
  const gradient = p.map((pk, k) => (pk - (k === y)) / T);
  const jacobian = p.map((pi, i) => p.map((pj, j) => ((i === j) * pi - pi * pj) / T));
  return { z, T, y, scaled, exponentials, total: sum(exponentials), p, gradient, jacobian, loss: -Math.log(p[y]) };
}

/** Return the columns of the flow: values, texts and the ends of the axis; then the two stacked bars. */
export function columnsOf({ z, scaled, exponentials, total, p, gradient }) {
  const [reach, steepest] = [scaled, gradient].map((values) => niceLimit(Math.max(...values.map(Math.abs))));
  const texts = exponentials.map((value) => fixed(value, 2));
  const percents = p.map(percent);
  const columns = [
    { values: z, texts: z.map((value) => fixed(value, 1)), range: [-10, 10] },
    { values: scaled, texts: scaled.map((value) => fixed(value, 2)), range: [-reach, reach] },
    { values: exponentials, texts, range: [0, niceLimit(Math.max(...exponentials))] },
    { values: p, texts: percents, range: [0, 1] },
    { values: gradient, texts: gradient.map((value) => fixed(value, 3, "+")), range: [-steepest, steepest] },
  ];
  const stacks = [
    stack(exponentials, texts, niceLimit(total), `their sum = ${fixed(total, 2)}`),
    stack(p, percents, 1, "divided by the sum: 1"),
  ];
  return { columns, stacks };
}

function stack(values, numbers, end, head) {
  let to = 0;
  const ends = values.map((value) => (to += value));
  const texts = numbers.map((text, k) => (values[k] >= MIN_SHARE_WITH_NUMBER * end ? text : "\u00a0"));
  const middles = values.map((value, k) => ends[k] - value / 2);
  return { values, bases: ends.map((each, k) => each - values[k]), middles, texts, range: [0, end], head };
}

/** Return the probabilities of each class at some values of the first logit. */
export function curvesOf({ z, T }, xs) {
  const points = xs.map((x) => softmax(z.with(0, x), T));
  return z.map((_, k) => points.map((p) => p[k]));
}

/** Return the ends of the tangent of each class: [[x0, x1], [y0, y1]]. */
export function tangentsOf({ z, p, jacobian }) {
  return p.map((pk, k) => {
    const slope = jacobian[k][0];
    const reach = REACH_OF_TANGENT / Math.hypot(1, 20 * slope);
    return [
      [z[0] - reach, z[0] + reach],
      [pk - reach * slope, pk + reach * slope],
    ];
  });
}

/** Return the pieces of the formula: all numbers. */
export function formulaOf({ z, T, exponentials, p, loss, y }) {
  return {
    exponent: `${fixed(z[0], 1)}/${T}`,
    terms: exponentials.map((value) => fixed(value, 2)),
    result: percent(p[0]),
    loss: `loss = −ln ${fixed(p[y], 3)} = ${fixed(loss, 3)}`,
  };
}

/** Return the readings as texts. */
export function readingsOf({ loss, p }) {
  const entropy = -sum(p.map((pk) => pk * Math.log(pk)));
  return [loss, entropy, Math.exp(entropy), Math.max(...p), sum(p)].map((value) => fixed(value, 4));
}

/** Return the cells of the table as texts, row by row, with the foot. (The numerical gradient is a copy.) */
export function cellsOf({ z, scaled, exponentials, total, p, gradient, y }) {
  const rows = z.map((_, k) => [
    `class ${k}`,
    fixed(z[k], 2),
    fixed(scaled[k], 2),
    fixed(exponentials[k], 3),
    fixed(p[k], 4),
    fixed(Number(k === y), 4),
    fixed(k === y ? -1 / p[k] : 0, 4, "+"),
    fixed(gradient[k], 4, "+"),
    fixed(gradient[k], 4, "+"),
  ]);
  return [...rows, ["sum", "", "", fixed(total, 3), fixed(sum(p), 4), "1.0000", "", fixed(sum(gradient), 4), ""]];
}

/** Make a slider for each logit, as the stage has them; call `onInput` with the index and the value. */
export function makeSliders(form, { min, max, width }, z, onInput) {
  z.forEach((value, index) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "range", min: 0, max: 1, step: "any", value: (value - min) / (max - min) });
    input.style.width = `${width}px`;
    input.oninput = () => onInput(index, Math.round((min + Number(input.value) * (max - min)) * 10) / 10);
    form.append(input);
  });
}
