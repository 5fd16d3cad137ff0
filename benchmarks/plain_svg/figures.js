// The five figures as SVG made by hand: each function draws one and returns the function that changes it.
//
// `axes`: of each axis that Plotly drew in the same figure, how far it begins from the corner, and its length.

import { columnsOf, curvesOf, fixed, tangentsOf } from "./model.js";
import { add, set, write } from "./dom.js";

const BAR = 17; // pixels
const NUMBER_ABOVE = 16;
const ZERO_TO_ONE = [0, 1];
const PADDED = [-0.03, 1.03];

function place({ offset, length }, [from, to], value) {
  return offset + (length * (value - from)) / (to - from);
}

function pixel(axis, range, value) {
  return place(axis, range, value).toFixed(2);
}

function setBar(bar, from, to) {
  set(bar, "x", Math.min(from, to).toFixed(2));
  set(bar, "width", Math.abs(to - from).toFixed(2));
}

function setColumn(bar, from, to) {
  set(bar, "y", Math.min(from, to).toFixed(2));
  set(bar, "height", Math.abs(to - from).toFixed(2));
}

/** The flow: five columns of bars with numbers, and two stacked bars. */
export function flow(svg, axes, { layout }, state, colours) {
  const { columns, stacks } = columnsOf(state);
  const heads = layout.heads;
  const rowOf = (k) => axes.yaxis.offset + (axes.yaxis.length * (k + 1.15)) / (state.z.length + 0.7);
  state.z.forEach((_, k) => add(svg, "text", { x: axes.xaxis.offset - 10, y: rowOf(k), class: "end" }, `class ${k}`));
  const drawn = columns.map((_, index) => {
    const axis = axes[`xaxis${index ? index + 1 : ""}`];
    add(svg, "text", { x: axis.offset, y: axes.yaxis.offset + 16, class: "head" }, heads[index]);
    const zero = axis.offset + (index === 2 || index === 3 ? 0 : axis.length / 2);
    add(svg, "path", { d: `M${zero},${axes.yaxis.offset}v${axes.yaxis.length}`, class: "thin" });
    const bars = state.z.map((_, k) => add(svg, "rect", { y: rowOf(k), height: BAR, fill: colours[k] }));
    const numbers = state.z.map((_, k) => add(svg, "text", { x: axis.offset, y: rowOf(k) - NUMBER_ABOVE + 8 }));
    if (index === 3) {
      const at = axis.offset + axis.length;
      add(svg, "path", { d: `M${at},${rowOf(state.y) - 5}v27`, class: "target" });
    }
    return { axis, bars, numbers };
  });
  const parts = stacks.map((_, index) => {
    const axis = axes[`xaxis${6 + index}`];
    const top = axes.yaxis2.offset;
    const head = add(svg, "text", { x: axis.offset, y: top + 12, class: "head" });
    const bars = state.z.map((_, k) => add(svg, "rect", { y: top + 22, height: 32, fill: colours[k] }));
    const numbers = state.z.map(() => add(svg, "text", { y: top + 43, class: "inside" }));
    return { axis, head, bars, numbers };
  });
  return (present) => {
    const { columns, stacks } = columnsOf(present);
    columns.forEach(({ values, texts, range }, index) => {
      const { axis, bars, numbers } = drawn[index];
      const zero = place(axis, range, 0);
      values.forEach((value, k) => {
        setBar(bars[k], zero, place(axis, range, value));
        write(numbers[k], texts[k]);
      });
    });
    stacks.forEach(({ values, bases, middles, texts, range, head }, index) => {
      const drawn = parts[index];
      write(drawn.head, head);
      values.forEach((value, k) => {
        setBar(drawn.bars[k], place(drawn.axis, range, bases[k]), place(drawn.axis, range, bases[k] + value));
        set(drawn.numbers[k], "x", pixel(drawn.axis, range, middles[k]));
        write(drawn.numbers[k], texts[k]);
      });
    });
  };
}

/** The Jacobian: cells with numbers. */
export function jacobian(svg, { xaxis, yaxis }, { layout, data }, state, colours) {
  const count = state.z.length;
  const [width, height] = [xaxis.length / count, yaxis.length / count];
  const isNumbered = data[0].text.length > 0;
  const cells = state.z.map((_, row) =>
    state.z.map((_, column) => {
      const [x, y] = [xaxis.offset + column * width, yaxis.offset + row * height];
      const cell = add(svg, "rect", { x: x + 1, y: y + 1, width: width - 2, height: height - 2 });
      const centre = { x: x + width / 2, y: y + height / 2 + 5, class: "middle" };
      return { cell, number: isNumbered ? add(svg, "text", centre) : null };
    }),
  );
  const column = { x: xaxis.offset, y: yaxis.offset, width, height: yaxis.length };
  add(svg, "rect", { ...column, fill: "none", stroke: colours[0], "stroke-width": 3 });
  add(svg, "text", { x: 4, y: 22 }, layout.title.text.replace(/<[^>]*>/g, ""));
  return (present) =>
    cells.forEach((row, i) =>
      row.forEach(({ cell, number }, j) => {
        const value = present.jacobian[i][j];
        const strength = Math.min(1, Math.abs(value) * 4 * present.T).toFixed(3);
        set(cell, "fill", value > 0 ? `rgba(60,147,204,${strength})` : `rgba(213,94,0,${strength})`);
        if (number) write(number, fixed(value, 3, "+"));
      }),
    );
}

/** The response curves with points and tangents. */
export function response(svg, { xaxis, yaxis }, { layout, data }, state, colours) {
  const limits = layout.xaxis.range;
  const px = (x) => pixel(xaxis, limits, x);
  const py = (y) => (2 * yaxis.offset + yaxis.length - place(yaxis, PADDED, y)).toFixed(2);
  for (const level of [0, 0.25, 0.5, 0.75, 1]) {
    add(svg, "path", { d: `M${xaxis.offset},${py(level)}h${xaxis.length}`, class: "grid" });
    add(svg, "text", { x: xaxis.offset - 4, y: py(level), class: "end" }, String(level));
  }
  for (const x of [-10, -5, 0, 5, 10]) add(svg, "text", { x: px(x), y: yaxis.offset + yaxis.length + 18 }, String(x));
  add(svg, "text", { x: 4, y: 22 }, layout.title.text.replace(/<[^>]*>/g, ""));
  const cursor = add(svg, "path", { class: "thin" });
  const curves = state.z.map((_, k) => add(svg, "path", { class: "line", stroke: colours[k] }));
  const tangents = state.z.map(() => add(svg, "path", { class: "dotted" }));
  const points = state.z.map((_, k) => add(svg, "circle", { r: 5, class: "point", fill: colours[k] }));
  const xs = data[1].x;
  let others = "";
  return (present) => {
    const key = String(present.z.slice(1));
    if (key !== others) {
      curvesOf(present, xs).forEach((ys, k) => set(curves[k], "d", `M${ys.map((y, at) => `${px(xs[at])},${py(y)}`)}`));
      others = key;
    }
    set(cursor, "d", `M${px(present.z[0])},${py(0)}V${py(1)}`);
    tangentsOf(present).forEach(([[x0, x1], [y0, y1]], k) => {
      set(tangents[k], "d", `M${px(x0)},${py(y0)}L${px(x1)},${py(y1)}`);
      set(points[k], "cx", px(present.z[0]));
      set(points[k], "cy", py(present.p[k]));
    });
  };
}

/** Upright bars: the probabilities, or the gradient. */
function bars(svg, { xaxis, yaxis }, { layout, data }, state, range, draw) {
  const width = xaxis.length / state.z.length;
  const height = (value) => 2 * yaxis.offset + yaxis.length - place(yaxis, range, value);
  for (const level of layout.yaxis.tickvals) {
    add(svg, "path", { d: `M${xaxis.offset},${height(level)}h${xaxis.length}`, class: "grid" });
    add(svg, "text", { x: xaxis.offset - 4, y: height(level), class: "end" }, fixed(level, 2));
  }
  add(svg, "text", { x: 4, y: 22 }, layout.title.text.replace(/<[^>]*>/g, ""));
  const isNumbered = data.at(-1).text.length > 0;
  const drawn = state.z.map((_, k) => {
    const x = xaxis.offset + (k + 0.5) * width;
    const bar = add(svg, "rect", { x: x - 0.4 * width, width: 0.8 * width });
    const number = isNumbered ? add(svg, "text", { x, y: yaxis.offset + 20, class: "middle" }) : null;
    add(svg, "text", { x, y: yaxis.offset + yaxis.length + 16, class: "middle" }, `class ${k}`);
    return { bar, number };
  });
  return (present) =>
    drawn.forEach(({ bar, number }, k) => {
      const { value, colour, text } = draw(present, k);
      setColumn(bar, height(0), height(value));
      set(bar, "fill", colour);
      if (number) write(number, text);
    });
}

/** The probabilities as upright bars. */
export function probabilities(svg, axes, figure, state, colours) {
  const at = ({ p }, k) => ({ value: p[k], colour: colours[0], text: fixed(p[k], 3) });
  return bars(svg, axes, figure, state, ZERO_TO_ONE.with(1, 1.2), at);
}

/** The gradient as upright bars. */
export function gradient(svg, axes, figure, state, [positive, negative]) {
  const at = ({ gradient }, k) => ({
    value: gradient[k],
    colour: gradient[k] >= 0 ? positive : negative,
    text: fixed(gradient[k], 3, "+"),
  });
  return bars(svg, axes, figure, state, figure.layout.yaxis.range, at);
}
