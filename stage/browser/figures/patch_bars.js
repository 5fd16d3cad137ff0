// Patches bars: their ends get new places, and they new colours.

import { axesOf, drawnIn, setAttribute } from "./trace_elements.js";

/** @import { Trace } from "../wire.d.ts" */
/** @import { Axis, BarNode, Plot } from "./plotly.d.ts" */

const NO_BAR = "M0,0Z";
const THIN = 2; // pixels; a thinner bar is as thick as the pixels that it touches, so that it can be seen

/**
 * @param {Plot} plot
 * @param {number} index
 */
function barElements(plot, index) {
  return drawnIn(plot).elements("bar", index, ".point > path");
}

/**
 * Tell whether there is a bar for each value.
 *
 * @param {Plot} plot
 * @param {number} index
 * @param {Trace} trace
 */
export function canPatchBars(plot, index, { x = [], y }) {
  return barElements(plot, index).length === y.length && x.length === y.length;
}

/**
 * @param {Plot} plot
 * @param {number} index
 * @param {Trace} trace
 */
export function patchBars(plot, index, trace) {
  const axes = axesOf(plot, trace);
  if (!axes) return;
  const isHorizontal = trace.orientation === "h";
  const isRounded = plot._fullLayout?.bargap === 0;
  const [axis, across] = isHorizontal ? [axes.xaxis, axes.yaxis] : [axes.yaxis, axes.xaxis];
  const lengths = (isHorizontal ? trace.x : trace.y) ?? [];
  const colours = trace.marker?.color;
  barElements(plot, index).forEach((bar, at) => {
    const base = trace.base?.[at] ?? 0;
    const { __data__: place } = /** @type {BarNode} */ (bar.parentNode);
    const along = ends(axis, base, base + (lengths[at] ?? Number.NaN), isRounded);
    const sides = ends(across, place.p0, place.p1, isRounded);
    const [[x0, x1], [y0, y1]] = isHorizontal ? [along, sides] : [sides, along];
    setAttribute(bar, "d", along[0] === along[1] || along.includes("NaN") ? NO_BAR : `M${x0},${y0}V${y1}H${x1}V${y0}Z`);
    if (Array.isArray(colours)) setColour(bar, String(colours[at]));
  });
}

/**
 * Return two places along an axis in pixels, rounded as Plotly rounds the ends of bars.
 *
 * @param {Axis} axis
 * @param {number} from
 * @param {number} to
 * @param {boolean} isRounded whether bars stand without gaps
 * @returns {readonly [string, string]}
 */
function ends(axis, from, to, isRounded) {
  const [first, last] = [axis.d2p(from), axis.d2p(to)];
  if (first === last) return ["", ""];
  const start = rounded(first, last, isRounded);
  return [start.toFixed(2), rounded(last, start, isRounded).toFixed(2)];
}

/**
 * @param {number} pixel
 * @param {number} other
 * @param {boolean} isRounded
 */
function rounded(pixel, other, isRounded) {
  if (Math.abs(pixel - other) >= THIN) return isRounded ? Math.round(pixel) : pixel;
  return pixel > other ? Math.ceil(pixel) : Math.floor(pixel);
}

/** @type {WeakMap<SVGElement, string>} the colour that each bar was given; browsers write it in another way */
const givenColours = new WeakMap();

/**
 * @param {SVGElement} bar
 * @param {string} colour
 */
function setColour(bar, colour) {
  if (givenColours.get(bar) === colour) return;
  givenColours.set(bar, colour);
  bar.style.fill = colour;
}
