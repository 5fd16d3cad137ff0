// The algebra of dragging a linear classifier in a plane of two of its features: which weights a drag sets.
//
// Two classes tie where s_i - s_j = 0, with s = x W + b. Of that line only the differences of weights and biases matter:
// class i gets half of a change and class j loses the other half, so that the lines between other classes move least.
// The arrow of a class shows its weights w of the two features: its length is L m / (half + m) with m = L |w|, so that
// the arrows of all weights stay in the picture (Python: pages/classifier/model_handles.py).

/** @import { ModelSpec } from "../wire.d.ts" */

/** @typedef {readonly [number, number]} Pair two classes, or a place in the units of the axes or of the features */
/** @typedef {readonly [index: number, value: number]} Setting a number of the vector of weights */

const DIGITS = 5; // significant ones of a weight, which is written into the address
const [MIN_REACH, MAX_REACH] = [0.001, 0.99]; // of the arrow of an infinitely long weight vector; less is none

/**
 * Return the settings with which the line of two classes runs through a place, as steep as it was: the biases change.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers weights and biases
 * @param {Pair} classes
 * @param {Pair} place in the units of the axes
 */
export function lineThrough(spec, numbers, classes, place) {
  return biasSettings(spec, numbers, classes, -differenceAt(spec, numbers, classes, featuresAt(spec, place)));
}

/**
 * Return the settings that add to the difference of two biases, as keys do.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Pair} classes
 * @param {number} change
 */
export function biasSettings(spec, numbers, [i, j], change) {
  return [setting(spec, numbers, "bias", i, change / 2), setting(spec, numbers, "bias", j, -change / 2)];
}

/**
 * Return the settings with which the line of two classes runs through a pivot and a place: |w_i - w_j| stays, and the
 * line turns the way from where it was grabbed to the place.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Pair} classes
 * @param {{ pivot: Pair, from: Pair, to: Pair }} places in the units of the axes
 */
export function turnedLine(spec, numbers, classes, { pivot, from, to }) {
  const [i, j] = classes;
  const center = featuresAt(spec, pivot);
  const slope = difference(spec, numbers, classes);
  const [before, after] = [from, to].map((place) => minus(featuresAt(spec, place), center));
  const length = after ? Math.hypot(...after) : 0;
  if (!before || !after || !length) return [];
  const normal = acrossOf(after);
  const size = (Math.hypot(...slope) / length) * (dot(acrossOf(before), slope) < 0 ? -1 : 1);
  const change = [0, 1].map((axis) => size * (normal[axis] ?? 0) - (slope[axis] ?? 0));
  const turned = change.flatMap((part, axis) => [
    setting(spec, numbers, axis, i, part / 2),
    setting(spec, numbers, axis, j, -part / 2),
  ]);
  const moved = withSettings(numbers, turned);
  return [...turned, ...lineThrough(spec, moved, classes, pivot)];
}

/**
 * Return the settings that turn the line of two classes around a pivot, as keys do.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Pair} classes
 * @param {Pair} pivot in the units of the axes
 * @param {number} degrees
 */
export function turnedBy(spec, numbers, classes, pivot, degrees) {
  const [u, v] = featuresAt(spec, pivot);
  const [x, y] = acrossOf(difference(spec, numbers, classes));
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const from = placeAt(spec, [u + x, v + y]);
  const to = placeAt(spec, [u + cos * x - sin * y, v + sin * x + cos * y]);
  return turnedLine(spec, numbers, classes, { pivot, from, to });
}

/**
 * Return where the arrow of a class ends, in the units of the axes.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {number} index of the class
 */
export function arrowTip(spec, numbers, index) {
  const { length, half, middle } = spec;
  const [x, y] = vectorOf(spec, numbers, index);
  const size = length ** 2 / (half + length * Math.hypot(x, y));
  return placeAt(spec, [middle[0] + size * x, middle[1] + size * y]);
}

/**
 * Return the settings with which the arrow of a class ends at a place: its two weights.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {number} index of the class
 * @param {Pair} place in the units of the axes
 */
export function vectorTo(spec, numbers, index, place) {
  const { length, half, middle } = spec;
  const arrow = minus(featuresAt(spec, place), middle);
  const reach = Math.hypot(...arrow) / length;
  const limited = Math.min(reach, MAX_REACH);
  const size = reach > MIN_REACH ? (half * limited) / (1 - limited) / (reach * length ** 2) : 0; // of w, in shares of the arrow
  return arrow.map((part, axis) => {
    const old = numbers[at(spec, axis, index)] ?? 0;
    return setting(spec, numbers, axis, index, size * part - old);
  });
}

/**
 * Return the weights of a class of the two features.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {number} index of the class
 * @returns {Pair}
 */
export function vectorOf(spec, numbers, index) {
  return [numbers[at(spec, 0, index)] ?? 0, numbers[at(spec, 1, index)] ?? 0];
}

/**
 * Return w_i - w_j of the two features.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Pair} classes
 */
export function difference(spec, numbers, [i, j]) {
  return minus(vectorOf(spec, numbers, i), vectorOf(spec, numbers, j));
}

/**
 * Return b_i - b_j.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Pair} classes
 */
export function biasDifference(spec, numbers, [i, j]) {
  return (numbers[at(spec, "bias", i)] ?? 0) - (numbers[at(spec, "bias", j)] ?? 0);
}

/**
 * Return numbers with settings.
 *
 * @param {readonly number[]} numbers
 * @param {readonly Setting[]} settings
 */
export function withSettings(numbers, settings) {
  return settings.reduce((all, [index, value]) => all.with(index, value), numbers);
}

/**
 * Return s_i - s_j at a place of the plane, in the units of the features; the other features are as they are there.
 *
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Pair} classes
 * @param {Pair} place
 */
function differenceAt(spec, numbers, classes, place) {
  const { origin, classes: names } = spec;
  const [i, j] = classes;
  const others = origin.map((value, row) => {
    const [first = 0, second = 0] = [numbers[row * names.length + i], numbers[row * names.length + j]];
    return value * (first - second);
  });
  const constant = others.reduce((sum, part) => sum + part, biasDifference(spec, numbers, classes));
  return constant + dot(difference(spec, numbers, classes), place);
}

/**
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {number | "bias"} part axis of the plane
 * @param {number} index of the class
 * @param {number} change
 * @returns {Setting}
 */
function setting(spec, numbers, part, index, change) {
  const place = at(spec, part, index);
  return [place, Number(((numbers[place] ?? 0) + change).toPrecision(DIGITS))];
}

/**
 * Return where a weight or a bias is in the vector.
 *
 * @param {ModelSpec} spec
 * @param {number | "bias"} part axis of the plane
 * @param {number} index of the class
 */
function at({ classes, columns, origin }, part, index) {
  const row = part === "bias" ? origin.length : (columns[part] ?? 0);
  return row * classes.length + index;
}

/**
 * @param {ModelSpec} spec
 * @param {Pair} place in the units of the axes
 * @returns {Pair}
 */
function featuresAt({ offset, scale }, [x, y]) {
  return [(x - offset[0]) / scale[0], (y - offset[1]) / scale[1]];
}

/**
 * @param {ModelSpec} spec
 * @param {Pair} place in the units of the features
 * @returns {Pair}
 */
function placeAt({ offset, scale }, [u, v]) {
  return [offset[0] + scale[0] * u, offset[1] + scale[1] * v];
}

/** @param {Pair} one @param {Pair} other @returns {Pair} */
function minus(one, other) {
  return [one[0] - other[0], one[1] - other[1]];
}

/** @param {Pair} one @param {Pair} other */
function dot(one, other) {
  return one[0] * other[0] + one[1] * other[1];
}

/** @param {Pair} vector @returns {Pair} turned to the left */
function acrossOf([x, y]) {
  return [-y, x];
}
