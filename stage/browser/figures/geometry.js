// Where the rows of the data and the pointer are in a plot: in pixels from its corner, and in the units of its axes.

import { clamp } from "../parse_numbers.js";
import { isRowTrace } from "./figure_conventions.js";

/** @import { Plot } from "./plotly.d.ts" */

/** @typedef {{ left: number, top: number }} Pixels from the corner of the plot */
/** @typedef {{ x: number, y: number, label: number }} Row its place in the units of the axes, and its class */
/** @typedef {readonly [low: number, high: number]} Range */

const DISTINCT_PLACES = 1000; // along an axis, that a pointer can tell apart

/** @param {Plot} plot */
function rowTrace(plot) {
  return plot.data?.find(isRowTrace);
}

/** @param {Plot} plot */
export function rowCount(plot) {
  return rowTrace(plot)?.x?.length ?? 0;
}

/** @param {Plot} plot */
export function hasRows(plot) {
  return rowTrace(plot) !== undefined;
}

/**
 * Return a row as it is drawn, or null.
 *
 * @param {Plot} plot
 * @param {number} index
 * @returns {Row | null}
 */
export function rowAt(plot, index) {
  const { x, y, marker } = rowTrace(plot) ?? {};
  const labels = /** @type {readonly number[] | undefined} */ (marker?.color);
  const [rowX, rowY, label] = [x?.[index], y?.[index], labels?.[index]];
  return rowX === undefined || rowY === undefined || label === undefined ? null : { x: rowX, y: rowY, label };
}

/**
 * Return the ranges of both axes.
 *
 * @param {Plot} plot
 * @returns {readonly [Range, Range]}
 */
export function axisRanges(plot) {
  const { xaxis, yaxis } = layoutOf(plot);
  return [xaxis.range, yaxis.range];
}

/**
 * Return where a row is drawn, or null.
 *
 * @param {Plot} plot
 * @param {number} index
 * @returns {Pixels | null}
 */
export function pixelsOfRow(plot, index) {
  const { x, y } = rowTrace(plot) ?? {};
  const [rowX, rowY] = [x?.[index], y?.[index]];
  if (rowX === undefined || rowY === undefined || !plot._fullLayout?.xaxis) return null;
  const { xaxis, yaxis } = plot._fullLayout;
  return { left: xaxis._offset + xaxis.d2p(rowX), top: yaxis._offset + yaxis.d2p(rowY) };
}

/**
 * Return where a pointer is. In presenter mode the plot is enlarged: its own pixels are fewer than those of the window.
 *
 * @param {Plot} plot
 * @param {{ clientX: number, clientY: number }} pointer
 * @returns {Pixels}
 */
export function placeOfPointer(plot, { clientX, clientY }) {
  const box = plot.getBoundingClientRect();
  const scale = box.width / (plot._fullLayout?.width ?? box.width) || 1;
  return { left: (clientX - box.left) / scale, top: (clientY - box.top) / scale };
}

/**
 * Return where a pointer is, brought inside the axes, and whether it was inside.
 *
 * @param {Plot} plot
 * @param {{ clientX: number, clientY: number }} pointer
 * @returns {Pixels & { isInside: boolean } | null}
 */
export function pixelsOfPointer(plot, pointer) {
  const size = plot._fullLayout?._size;
  if (!size) return null;
  const { left: pointerLeft, top: pointerTop } = placeOfPointer(plot, pointer);
  const left = clamp(pointerLeft, [size.l, size.l + size.w]);
  const top = clamp(pointerTop, [size.t, size.t + size.h]);
  return { left, top, isInside: left === pointerLeft && top === pointerTop };
}

/**
 * Return pixels in the units of the axes.
 *
 * @param {Plot} plot
 * @param {Pixels} pixels
 * @returns {[x: number, y: number]}
 */
export function dataAt(plot, { left, top }) {
  const { xaxis, yaxis } = layoutOf(plot);
  return [
    roundedWithin(xaxis.p2d(left - xaxis._offset), xaxis.range),
    roundedWithin(yaxis.p2d(top - yaxis._offset), yaxis.range),
  ];
}

/**
 * Return a value within an axis, with as many decimals as a pointer can set.
 *
 * @param {number} value
 * @param {Range} range
 */
export function roundedWithin(value, [low, high]) {
  const decimals = Math.max(0, Math.ceil(-Math.log10((high - low) / DISTINCT_PLACES)));
  return Number(clamp(value, [low, high]).toFixed(decimals));
}

/**
 * Return the index of the row nearest to a pointer, or -1.
 *
 * @param {Plot} plot
 * @param {{ clientX: number, clientY: number }} pointer
 * @param {number} reach pixels within which a row counts
 */
export function nearestRow(plot, pointer, reach) {
  const at = pixelsOfPointer(plot, pointer);
  let [nearest, shortest] = [-1, reach];
  for (let index = 0; index < rowCount(plot); index += 1) {
    const row = pixelsOfRow(plot, index);
    if (!at || !row) continue;
    const distance = Math.hypot(row.left - at.left, row.top - at.top);
    if (distance < shortest) [nearest, shortest] = [index, distance];
  }
  return nearest;
}

/** @param {Plot} plot */
function layoutOf({ _fullLayout: layout }) {
  if (!layout) throw new Error("nothing is drawn yet");
  return layout;
}
