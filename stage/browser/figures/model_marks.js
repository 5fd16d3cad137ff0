// Where a linear classifier can be grabbed in its plane: the middle of a line moves it, a place near its end turns it, and
// the tip of an arrow sets a weight vector.

import { format } from "../dom.js";
import { clamp } from "../parse_numbers.js";
import { classOfTrace } from "./figure_conventions.js";
import { biasDifference, difference, lineThrough, turnedLine, vectorOf, vectorTo } from "./model_geometry.js";

/** @import { ModelSpec, Trace, Words } from "../wire.d.ts" */
/** @import { Pixels } from "./geometry.js" */
/** @import { Pair } from "./model_geometry.js" */
/** @import { Plot } from "./plotly.d.ts" */

/**
 * @typedef {object} Mark
 * @property {"line" | "turn" | "vector"} kind
 * @property {Pair} classes of the line; of a vector, twice its own
 * @property {Pair} place in the units of the axes
 * @property {Pair} pivot around which it turns
 * @property {readonly Pixels[]} ends of the line on the screen
 */

const MIN_LINE = 28; // pixels of a line that has a handle
const MIN_TURNED = 90; // pixels of one that can also be turned
const TURN_SHARE = 0.8; // of the way from the middle to the end

/**
 * Return where the model can be grabbed.
 *
 * @param {Plot} plot
 * @param {readonly Trace[]} data
 * @returns {Mark[]}
 */
export function marksOf(plot, data) {
  const lines = data.find(({ mode, customdata }) => mode === "lines" && customdata);
  const arrows = data.filter((trace) => trace.mode === "lines" && classOfTrace(trace) !== null);
  return [...(lines ? lineMarks(plot, lines) : []), ...arrows.map(vectorMark)];
}

/**
 * Return the weights and the bias of the model that is drawn, where the figure says them.
 *
 * @param {readonly Trace[]} data
 * @returns {readonly number[] | undefined}
 */
export function numbersOf(data) {
  return data.find((trace) => classOfTrace(trace) !== null && trace.customdata)?.customdata?.flat();
}

/** @param {Trace} trace of a class @returns {Mark} */
function vectorMark(trace) {
  const index = classOfTrace(trace) ?? 0;
  const place = placeOf(trace, 1);
  return { kind: "vector", classes: [index, index], place, pivot: placeOf(trace, 0), ends: [] };
}

/**
 * @param {Plot} plot
 * @param {Trace} trace of the decision lines
 */
function lineMarks(plot, trace) {
  /** @type {Map<string, Pair[]>} classes → ends of the pieces of their line */
  const pieces = new Map();
  trace.y.forEach((y, at) => {
    const key = trace.customdata?.[at]?.join();
    if (key && Number.isFinite(y)) pieces.set(key, [...(pieces.get(key) ?? []), placeOf(trace, at)]);
  });
  return [...pieces].flatMap(([key, places]) => {
    const [i = 0, j = 0] = key.split(",").map(Number);
    return marksOfLine(plot, [i, j], places);
  });
}

/**
 * @param {Plot} plot
 * @param {Pair} classes
 * @param {readonly Pair[]} places on their line
 * @returns {Mark[]}
 */
function marksOfLine(plot, classes, places) {
  const [start, end] = outermost(plot, places);
  if (!start || !end) return [];
  const ends = [start, end].map((place) => pixelsAt(plot, place));
  const length = distance(ends[0], ends[1]);
  if (length < MIN_LINE) return [];
  const pivot = between(start, end, 0.5);
  const center = { left: (plot._fullLayout?.width ?? 0) / 2, top: (plot._fullLayout?.height ?? 0) / 2 };
  const outer = distance(ends[0], center) > distance(ends[1], center) ? start : end;
  /** @type {Mark[]} */
  const marks = [{ kind: "line", classes, place: pivot, pivot, ends }];
  if (length >= MIN_TURNED) {
    marks.push({ kind: "turn", classes, place: between(pivot, outer, TURN_SHARE), pivot, ends: [] });
  }
  return marks;
}

/**
 * Return the two places of a line that are furthest apart.
 *
 * @param {Plot} plot
 * @param {readonly Pair[]} places
 * @returns {readonly Pair[]}
 */
function outermost(plot, places) {
  const [first] = places;
  if (!first) return [];
  const start = furthest(plot, places, first);
  return [start, furthest(plot, places, start)];
}

/** @param {Plot} plot @param {readonly Pair[]} places @param {Pair} from */
function furthest(plot, places, from) {
  const origin = pixelsAt(plot, from);
  const [last = from] = places.toSorted(
    (one, other) => distance(pixelsAt(plot, other), origin) - distance(pixelsAt(plot, one), origin),
  );
  return last;
}

/**
 * Return what a mark sets where it is dragged to a place.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Mark} mark
 * @param {Pair} to
 */
export function settingsOf(spec, numbers, { kind, classes, place, pivot }, to) {
  if (kind === "vector") return vectorTo(spec, numbers, classes[0], to);
  if (kind === "line") return lineThrough(spec, numbers, classes, to);
  return turnedLine(spec, numbers, classes, { pivot, from: place, to });
}

/**
 * Return the attributes by which a screen reader knows a mark.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Mark} mark
 * @param {Words} words
 * @param {number} limit of a weight
 * @returns {Record<string, string>}
 */
export function describe(spec, numbers, { kind, classes }, words, limit) {
  const [label = "", other = ""] = classes.map((index) => spec.classes[index] ?? "");
  if (kind === "vector") {
    const vector = vectorOf(spec, numbers, classes[0]);
    const text = `(${vector.map((part) => part.toFixed(3)).join(", ")})`;
    return attributes(format(words.vector_handle, { label }), [0, limit], Math.hypot(...vector), text);
  }
  if (kind === "line") {
    const value = biasDifference(spec, numbers, classes);
    return attributes(format(words.line_handle, { label, other }), [-limit, limit], value, value.toFixed(3));
  }
  const [x, y] = difference(spec, numbers, classes);
  const angle = (Math.atan2(y, x) * 180) / Math.PI;
  return attributes(format(words.turn_handle, { label, other }), [-180, 180], angle, `${angle.toFixed(0)}°`);
}

/**
 * @param {string} label
 * @param {readonly [number, number]} range
 * @param {number} value
 * @param {string} text
 */
function attributes(label, [low, high], value, text) {
  const now = clamp(value, [low, high]).toFixed(3);
  return { label, valuemin: String(low), valuemax: String(high), valuenow: now, valuetext: text };
}

/**
 * Return where a place is in the plot.
 *
 * @param {Plot} plot
 * @param {Pair} place
 * @returns {Pixels}
 */
export function pixelsAt({ _fullLayout: layout }, [x, y]) {
  if (!layout) return { left: Number.NaN, top: Number.NaN };
  const { xaxis, yaxis } = layout;
  return { left: xaxis._offset + xaxis.d2p(x), top: yaxis._offset + yaxis.d2p(y) };
}

/** @param {Pixels | undefined} one @param {Pixels | undefined} other */
export function distance(one, other) {
  return one && other ? Math.hypot(one.left - other.left, one.top - other.top) : Infinity;
}

/**
 * Return the place of a line that is nearest to a pointer.
 *
 * @param {readonly Pixels[]} ends
 * @param {Pixels} pointer
 * @returns {Pixels | undefined}
 */
export function footOn([start, end], pointer) {
  if (!start || !end) return undefined;
  const [x, y] = [end.left - start.left, end.top - start.top];
  const along = ((pointer.left - start.left) * x + (pointer.top - start.top) * y) / (x * x + y * y);
  const share = clamp(along, [0, 1]);
  return { left: start.left + share * x, top: start.top + share * y };
}

/** @param {Trace} trace @param {number} at @returns {Pair} */
function placeOf({ x = [], y }, at) {
  return [x[at] ?? Number.NaN, y[at] ?? Number.NaN];
}

/** @param {Pair} one @param {Pair} other @param {number} share @returns {Pair} */
function between(one, other, share) {
  return [one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])];
}
