// How far a sketch is from the truth, in the units of the axes.

/** @typedef {readonly [x: number, y: number]} Place in the units of the axes */
/** @typedef {readonly [Place, Place]} Line through two places */

const HALF_TURN = 180; // degrees
const SAME_LINE = 0.005; // of the extent of all lines: how far from a line what belongs to it may be

/**
 * Return the mean absolute difference of the numbers that both have, or null where there are none.
 *
 * @param {readonly (number | null)[]} predicted
 * @param {readonly (number | null)[]} truth
 */
export function meanDifference(predicted, truth) {
  const differences = predicted.flatMap((value, index) => {
    const other = truth[index] ?? null;
    return value === null || other === null || !Number.isFinite(other) ? [] : [Math.abs(value - other)];
  });
  return differences.length ? differences.reduce((sum, value) => sum + value, 0) / differences.length : null;
}

/**
 * Return the angle between two lines in degrees, 0 to 90.
 *
 * @param {Line} one
 * @param {Line} other
 */
export function angleBetween(one, other) {
  const [first, second] = [one, other].map(([[x0, y0], [x1, y1]]) => Math.atan2(y1 - y0, x1 - x0));
  const turn = Math.abs(((((first ?? 0) - (second ?? 0)) * HALF_TURN) / Math.PI) % HALF_TURN);
  return Math.min(turn, HALF_TURN - turn);
}

/**
 * Return on which side of a line a place is, and how far from it: positive to the left of the way from its first place.
 *
 * @param {Line} line
 * @param {Place} place
 */
export function signedDistance([[x0, y0], [x1, y1]], [x, y]) {
  return ((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / (Math.hypot(x1 - x0, y1 - y0) || 1);
}

/**
 * Return the straight lines that boundaries consist of, whose parts lie one behind the other.
 *
 * @param {readonly Line[]} parts
 * @returns {Line[]}
 */
export function straightLines(parts) {
  const places = parts.flat();
  const [width, height] = [0, 1].map((axis) => {
    const along = places.map((place) => Number(place[axis]));
    return Math.max(...along) - Math.min(...along);
  });
  const near = SAME_LINE * Math.hypot(width ?? 0, height ?? 0);
  /** @type {Line[]} */
  const lines = [];
  for (const part of parts.toSorted((one, other) => lengthOf(other) - lengthOf(one))) {
    const index = lines.findIndex((line) => part.every((place) => Math.abs(signedDistance(line, place)) <= near));
    const line = lines[index];
    if (line) lines[index] = farthest([...line, ...part]);
    else lines.push(part);
  }
  return lines;
}

/** Return the two places that are farthest apart. @param {readonly Place[]} places @returns {Line} */
function farthest(places) {
  const pairs = places.flatMap((one) => places.map((other) => /** @type {Line} */ ([one, other])));
  return pairs.reduce((best, pair) => (lengthOf(pair) > lengthOf(best) ? pair : best));
}

/** @param {Line} line */
function lengthOf([[x0, y0], [x1, y1]]) {
  return Math.hypot(x1 - x0, y1 - y0);
}

/**
 * Return the boundary that a line was meant for, the one whose middle is nearest, with the angle and the distance to it.
 *
 * @param {Line} line
 * @param {readonly Line[]} boundaries
 */
export function nearestBoundary(line, boundaries) {
  const found = boundaries.map((boundary) => {
    const [[x0, y0], [x1, y1]] = boundary;
    const distance = Math.abs(signedDistance(line, [(x0 + x1) / 2, (y0 + y1) / 2]));
    return { boundary, distance, angle: angleBetween(line, boundary) };
  });
  return found.toSorted((one, other) => one.distance - other.distance)[0] ?? null;
}

/**
 * Return the share of points that a line puts on the side of another class, where each side is the class of most points on
 * it and the two sides are different classes.
 *
 * @param {Line} line
 * @param {readonly { place: Place, prediction: number }[]} points
 * @param {readonly [number, number]} classes that the line separates
 */
export function shareOtherwise(line, points, [first, second]) {
  const counted = points.filter(({ prediction }) => prediction === first || prediction === second);
  if (!counted.length) return null;
  const wrong = counted.filter(({ place, prediction }) => signedDistance(line, place) > 0 === (prediction === first));
  return Math.min(wrong.length, counted.length - wrong.length) / counted.length;
}

/**
 * Return the heights of a curve at places between its points, null beyond its ends.
 *
 * @param {readonly number[]} xs rising
 * @param {readonly number[]} ys
 * @param {readonly number[]} places
 */
export function heightsAt(xs, ys, places) {
  return places.map((place) => {
    const next = xs.findIndex((x) => x >= place);
    if (next < 0 || (next === 0 && xs[0] !== place)) return null;
    const [x1 = place, y1 = Number.NaN] = [xs[next], ys[next]];
    const [x0 = x1, y0 = y1] = next ? [xs[next - 1], ys[next - 1]] : [x1, y1];
    return x1 === x0 ? y1 : y0 + ((y1 - y0) * (place - x0)) / (x1 - x0);
  });
}
