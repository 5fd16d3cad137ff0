// What a pointer would grab in the plane of a linear classifier: the nearest of handles and points, and only then a line.

import { nearestRow, pixelsOfPointer, pixelsOfRow } from "./geometry.js";
import { distance, footOn, pixelsAt } from "./model_marks.js";

/** @import { Pixels } from "./geometry.js" */
/** @import { Mark } from "./model_marks.js" */
/** @import { Plot } from "./plotly.d.ts" */

/** @typedef {{ mark: Mark, at: Pixels, isHandle: boolean }} Grip what is under a pointer, and where on it */
/** @typedef {{ clientX: number, clientY: number, pointerType?: string }} Pointer without a type, a touch */

/** @type {Readonly<Record<string, number>>} pixels around a handle or a point that still mean it, by the kind of pointer */
const REACH = { mouse: 12, pen: 16, touch: 24 };
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
  const toPoint = row ? distance(row, pointer) : reach;
  const handles = marks.map((mark) => ({ mark, at: pixelsAt(plot, mark.place), isHandle: true }));
  const handle = nearest(handles, pointer, toPoint);
  if (handle || row || pointerType === "touch") return handle;
  const lines = marks.flatMap((mark) => {
    const at = footOn(mark.ends, pointer);
    return at ? [{ mark, at, isHandle: false }] : [];
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
