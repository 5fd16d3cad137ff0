// Predicting a boundary: a line with two grips in the plane.

import { format } from "../dom.js";
import { axesOf } from "../figures/trace_elements.js";
import { isRowTrace } from "../figures/figure_conventions.js";
import { clamp } from "../parse_numbers.js";
import { nearestBoundary, shareOtherwise, straightLines } from "./sketch_errors.js";
import { numberText } from "./sketch_text.js";

/** @import { FigureSpec, PresenterWords, Trace } from "../wire.d.ts" */
/** @import { Line, Place } from "./sketch_errors.js" */
/** @import { SketchLayer } from "./sketch_layer.js" */

/** Where the grips stand at first, in shares of the plane. */
const START = /** @type {const} */ ([
  [0.25, 0.12],
  [0.75, 0.12],
]);
const PERCENT = 100;

export class BoundarySketch {
  #layer;
  #words;
  /** @type {[Place, Place] | null} in the units of the axes */
  #ends = null;
  #isMade = false;
  #grips;
  #trace;

  /**
   * @param {SketchLayer} layer
   * @param {PresenterWords} words
   * @param {FigureSpec} figure
   * @param {number} index of the trace
   */
  constructor(layer, words, figure, index) {
    this.#layer = layer;
    this.#words = words;
    this.#trace = figure.data[index];
    this.#grips = START.map((_, end) =>
      layer.addGrip({
        label: format(words.sketch_end, { number: end + 1 }),
        onMove: (place) => this.#move(end, place),
      }),
    );
  }

  get isMade() {
    return this.#isMade;
  }

  get #axes() {
    return this.#trace ? axesOf(this.#layer.plot, this.#trace) : null;
  }

  /**
   * @param {number} end
   * @param {{ left: number, top: number }} place
   */
  #move(end, { left, top }) {
    const axes = this.#axes;
    if (!axes || !this.#ends) return;
    const { xaxis, yaxis } = axes;
    const x = xaxis.p2d(clamp(left - xaxis._offset, [0, xaxis._length]));
    const y = yaxis.p2d(clamp(top - yaxis._offset, [0, yaxis._length]));
    this.#ends = end === 0 ? [[x, y], this.#ends[1]] : [this.#ends[0], [x, y]];
    this.#isMade = true;
    this.render();
  }

  render() {
    const axes = this.#axes;
    if (!axes) return;
    const { xaxis, yaxis } = axes;
    const [first, second] = START.map(
      ([x, y]) => /** @type {Place} */ ([xaxis.p2d(x * xaxis._length), yaxis.p2d(y * yaxis._length)]),
    );
    if (first && second) this.#ends ??= [first, second];
    const pixels = (this.#ends ?? []).map(([x, y]) => ({
      left: xaxis._offset + xaxis.d2p(x),
      top: yaxis._offset + yaxis.d2p(y),
    }));
    const [min, max] = xaxis.range;
    pixels.forEach((at, end) => {
      const grip = this.#grips[end];
      const [x = 0, y = 0] = this.#ends?.[end] ?? [];
      const text = format(this.#words.sketch_place, { x: numberText(x), y: numberText(y) });
      if (grip) this.#layer.place(grip, at, { min, max, value: x, text });
    });
    const [start, end] = pixels;
    if (!start || !end) return;
    const name = { left: Math.min(start.left, xaxis._offset + xaxis._length - 110), top: Math.max(start.top - 14, 14) };
    this.#layer.draw(
      `M${start.left},${start.top}L${end.left},${end.top}`,
      this.#words.prediction,
      this.#isMade ? name : null,
    );
  }

  /**
   * Return how far the line is from the boundary that it was meant for, in words.
   *
   * @param {FigureSpec} figure
   * @param {number} index
   */
  error({ data, layout }, index) {
    this.#trace = data[index];
    const [line, trace] = [this.#ends, this.#trace];
    if (!line || !trace) return "";
    const { error_boundary: ofLine, error_share: ofPoints } = this.#words;
    const [lines, points, pairs] = [straightLines(linesOf(trace)), pointsOf(data), pairsOf(layout.meta?.classes ?? 2)];
    const found = lines.length <= pairs.length ? nearestBoundary(line, lines) : null; // more: they are curved
    const known = found && classesOf(trace, found.boundary);
    const shares = (known ? [known] : pairs).map((classes) => shareOtherwise(line, points, classes));
    const share = Math.min(...shares.filter((each) => each !== null)); // between the two classes that it fits best
    return [
      found && format(ofLine, { angle: found.angle.toFixed(0), distance: numberText(found.distance) }),
      Number.isFinite(share) && format(ofPoints, { share: (share * PERCENT).toFixed(0) }),
    ]
      .filter(Boolean)
      .join(" ");
  }
}

/** All pairs of so many classes. @param {number} count @returns {(readonly [number, number])[]} */
function pairsOf(count) {
  const classes = Array.from({ length: count }, (_, index) => index);
  return classes.flatMap((first) => classes.slice(first + 1).map((second) => /** @type {const} */ ([first, second])));
}

/** The straight parts of a trace, between its gaps. @param {Trace} trace @returns {Line[]} */
function linesOf({ x = [], y }) {
  /** @type {Line[]} */
  const lines = [];
  for (let index = 0; index + 1 < x.length; index += 1) {
    const [x0, y0, x1, y1] = [x[index], y[index], x[index + 1], y[index + 1]].map(Number);
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) continue;
    if ([x[index], x[index + 1]].includes(/** @type {never} */ (null))) continue;
    if ([x0, y0, x1, y1].every(Number.isFinite))
      lines.push([
        [x0, y0],
        [x1, y1],
      ]);
  }
  return lines;
}

/** @param {readonly Trace[]} data */
function pointsOf(data) {
  const { x = [], y = [], marker, customdata } = data.find(isRowTrace) ?? {};
  const labels = /** @type {readonly number[]} */ (marker?.color ?? []);
  return Array.from(x, (at, row) => ({
    place: /** @type {Place} */ ([at, y[row] ?? 0]),
    prediction: customdata?.[row]?.at(-1) ?? labels[row] ?? 0,
  }));
}

/**
 * The two classes of a boundary, where the trace says them for each of its points; else null.
 *
 * @param {Trace} trace
 * @param {Line} boundary
 * @returns {readonly [number, number] | null}
 */
function classesOf({ x = [], y, customdata }, [[x0, y0]]) {
  const at = Array.from(x).findIndex((place, index) => place === x0 && y[index] === y0);
  const [first, second] = customdata?.[at] ?? [];
  return first === undefined || second === undefined ? null : [first, second];
}
