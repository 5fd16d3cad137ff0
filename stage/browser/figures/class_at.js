// Which class a pointer is at in a plot: the row of a bar, a part of a sum, a cell of the Jacobian, or a curve.

import { classOfTrace, classesOf, isByClass } from "./figure_conventions.js";
import { placeOfPointer } from "./geometry.js";
import { axesOf } from "./trace_elements.js";

/** @import { Pointed } from "../pointing.js" */
/** @import { FigureSpec, Trace } from "../wire.d.ts" */
/** @import { Axis, Plot } from "./plotly.d.ts" */

const CURVE_REACH = 20; // pixels above and below a curve
const NAME_REACH = 24; // pixels from the middle of the name of a class

/**
 * Return what a pointer is at, or null.
 *
 * @param {Plot} plot
 * @param {FigureSpec} figure
 * @param {{ clientX: number, clientY: number }} pointer
 * @returns {Pointed | null}
 */
export function classAt(plot, { data, layout }, pointer) {
  const place = placeOfPointer(plot, pointer);
  /** @type {{ distance: number, row: number } | null} */
  let nearest = null;
  for (const trace of data) {
    const axes = axesOf(plot, trace);
    if (!axes) continue;
    const x = place.left - axes.xaxis._offset;
    const y = place.top - axes.yaxis._offset;
    const isRow = trace.type === "bar" && trace.orientation === "h" && !trace.base; // reaches across the whole figure
    if (y < 0 || y > axes.yaxis._length || (!isRow && (x < 0 || x > axes.xaxis._length))) continue;
    const own = classOfTrace(trace);
    if (own !== null) {
      const distance = Math.abs(heightAt(trace, axes, x) - y);
      if (distance < (nearest?.distance ?? CURVE_REACH)) nearest = { distance, row: own };
    } else if (isByClass(trace)) {
      const found =
        nameAt(trace, axes, [x, y], classesOf(layout)) ?? itemAt(trace, axes.xaxis.p2d(x), axes.yaxis.p2d(y));
      if (found) return found;
    }
  }
  return nearest && { row: nearest.row, column: null };
}

/**
 * @param {Trace} trace
 * @param {number} x
 * @param {number} y
 * @returns {Pointed | null}
 */
function itemAt(trace, x, y) {
  if (trace.type === "heatmap") {
    const [row, column] = [Math.round(y), Math.round(x)];
    return trace.z?.[row]?.[column] === undefined ? null : { row, column };
  }
  if (trace.type !== "bar") return null;
  const { base, x: lengths = [] } = trace;
  if (!base) {
    const row = Math.round(trace.orientation === "h" ? y : x);
    return trace.y[row] === undefined ? null : { row, column: null };
  }
  const row = base.findIndex((start, index) => start <= x && x < start + (lengths[index] ?? 0));
  return row < 0 ? null : { row, column: null };
}

/**
 * Return the class at whose name a pointer is, where a trace writes one name for each class.
 *
 * @param {Trace} trace
 * @param {{ xaxis: Axis, yaxis: Axis }} axes
 * @param {readonly [left: number, top: number]} pointer
 * @param {number} classes
 * @returns {Pointed | null}
 */
function nameAt({ mode, x: places = [], y }, { xaxis, yaxis }, [left, top], classes) {
  if (mode !== "text" || places.length !== classes) return null;
  const row = places.findIndex((place, index) => {
    return Math.hypot(xaxis.d2p(place) - left, yaxis.d2p(y[index] ?? Number.NaN) - top) < NAME_REACH;
  });
  return row < 0 ? null : { row, column: null };
}

/**
 * Return where a curve is, in pixels, above a pixel of the horizontal axis.
 *
 * @param {Trace} trace whose places are in order
 * @param {{ xaxis: Axis, yaxis: Axis }} axes
 * @param {number} pixel
 */
function heightAt({ x: places = [], y }, { xaxis, yaxis }, pixel) {
  const x = xaxis.p2d(pixel);
  const after = places.findIndex((place) => place >= x);
  if (after < 1) return Number.NaN;
  const [x0 = 0, x1 = 0] = [places[after - 1], places[after]];
  const [y0 = 0, y1 = 0] = [y[after - 1], y[after]];
  return yaxis.d2p(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0 || 1));
}
