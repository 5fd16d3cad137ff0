// The keys that move and turn the lines of a linear classifier, and move the tips of its weight vectors.

import { stepsOfKey } from "../step_keys.js";
import { arrowTip, biasSettings, difference, turnedBy, vectorTo } from "./model_geometry.js";

/** @import { ModelSpec } from "../wire.d.ts" */
/** @import { Range } from "./geometry.js" */
/** @import { Pair, Setting } from "./model_geometry.js" */
/** @import { Mark } from "./model_marks.js" */

const STEP = 0.01; // of the plane
const DEGREES = 1;
/** @type {Readonly<Record<string, Pair>>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * Return what a key sets at a mark, or null where it does nothing.
 *
 * @param {KeyboardEvent} event
 * @param {ModelSpec} spec
 * @param {readonly number[]} numbers
 * @param {Mark} mark
 * @param {readonly [Range, Range]} ranges of the axes
 * @returns {readonly Setting[] | null}
 */
export function settingsOfKey(event, spec, numbers, { kind, classes, pivot }, ranges) {
  if (kind === "vector" && event.key === "Home") return vectorTo(spec, numbers, classes[0], pivot);
  const steps = stepsOfKey(event);
  if (steps === null) return null;
  if (kind === "turn") return turnedBy(spec, numbers, classes, pivot, DEGREES * steps);
  if (kind === "line") {
    const slope = Math.hypot(...difference(spec, numbers, classes));
    return biasSettings(spec, numbers, classes, STEP * steps * 2 * spec.length * slope);
  }
  const [right, up] = ARROWS[event.key] ?? [0, Math.sign(steps)];
  const [across, high] = ranges.map(([from, to]) => STEP * Math.abs(steps) * (to - from));
  const [x, y] = arrowTip(spec, numbers, classes[0]);
  return vectorTo(spec, numbers, classes[0], [x + right * (across ?? 0), y + up * (high ?? 0)]);
}
