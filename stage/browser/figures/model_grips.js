// What a pointer would grab in the plane of a linear classifier: a point, a handle that is clearly nearer, or else a line.

import { nearestRow, pixelsOfPointer, pixelsOfRow } from "./geometry.js";
import { distance, footOn, pixelsAt } from "./model_marks.js";

/** @import { Pixels } from "./geometry.js" */
/** @import { Mark } from "./model_marks.js" */
/** @import { Plot } from "./plotly.d.ts" */

/**
 * @typedef {object} Grip what is under a pointer
 * @property {Mark} mark
 * @property {Pixels} at where on it
 * @property {boolean} isHandle else it is a line between its handles
 * @property {boolean} isAtPoint whether there is a point too, further away
 */
/** @typedef {{ clientX: number, clientY: number, pointerType?: string }} Pointer without a type, a touch */

/** @type {Readonly<Record<string, number>>} pixels around a handle or a point that still mean it, by the kind of pointer */
const REACH = { mouse: 12, pen: 16, touch: 24 };
/** @type {Readonly<Record<string, number>>} pixels by which a handle has to be nearer than a point */
const ADVANTAGE = { mouse: 3, pen: 3, touch: 0 };
const REACH_OF_LINE = 6; // with a mouse; a finger that touches a line between its handles scrolls

/**
 * Return what a pointer would grab, or null where it is at a point that can be dragged, or at nothing.
 *
 * @param {Plot} plot
 * @param {readonly Mark[]} marks
 * @param {boolean} hasPoints whether points can be dragged
 * @param {Pointer} event
 * @returns {Grip | null}
 */
export function gripUnder(plot, marks, hasPoints, event) {
  const pointer = pixelsOfPointer(plot, event);
  if (!pointer?.isInside) return null;
  const { pointerType = "touch" } = event;
  const reach = REACH[pointerType] ?? 0;
  const row = hasPoints ? pixelsOfRow(plot, nearestRow(plot, event, reach)) : null;
  const within = row ? distance(row, pointer) - (ADVANTAGE[pointerType] ?? 0) : reach;
  const isAtPoint = row !== null;
  const handles = marks.map((mark) => ({ mark, at: pixelsAt(plot, mark.place), isHandle: true, isAtPoint }));
  const handle = nearest(handles, pointer, within);
  if (handle || isAtPoint || pointerType === "touch") return handle;
  const lines = marks.flatMap((mark) => {
    const at = footOn(mark.ends, pointer);
    return at ? [{ mark, at, isHandle: false, isAtPoint }] : [];
  });
  return nearest(lines, pointer, REACH_OF_LINE);
}

/**
 * @param {readonly Grip[]} grips
 * @param {Pixels} pointer
 * @param {number} reach
 */
function nearest(grips, pointer, reach) {
  const within = grips.filter(({ at }) => distance(at, pointer) < reach);
  return within.toSorted((one, other) => distance(one.at, pointer) - distance(other.at, pointer))[0] ?? null;
}
