// Patches bars: their ends get new places, and they new colours.

import { axesOf, traceElement } from "./trace_elements.js";

/** @import { Trace } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

/** What Plotly draws for a bar: M x0,y0 V y1 H x1 V y0 Z. */
const BAR = /^M([-\d.]+),([-\d.]+)V([-\d.]+)H([-\d.]+)V/;

/**
 * @param {Plot} plot
 * @param {number} index
 */
function barElements(plot, index) {
  return [...(traceElement(plot, "barlayer", index)?.querySelectorAll(".point > path") ?? [])];
}

/**
 * Tell whether there is a bar for each value. One without length has no place across its axis, so it cannot grow.
 *
 * @param {Plot} plot
 * @param {number} index
 * @param {Trace} trace
 */
export function canPatchBars(plot, index, { x = [], y }) {
  const bars = barElements(plot, index);
  return (
    bars.length === y.length && x.length === y.length && bars.every((bar) => BAR.test(bar.getAttribute("d") ?? ""))
  );
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
  const [axis, lengths] = isHorizontal ? [axes.xaxis, trace.x ?? []] : [axes.yaxis, trace.y];
  const colours = trace.marker?.color;
  barElements(plot, index).forEach((bar, at) => {
    const base = trace.base?.[at] ?? 0;
    const [from, to] = [axis.d2p(base), axis.d2p(base + (lengths[at] ?? 0))].map((pixel) => pixel.toFixed(2));
    const [, x0, y0, y1, x1] = BAR.exec(bar.getAttribute("d") ?? "") ?? [];
    bar.setAttribute("d", isHorizontal ? `M${from},${y0}V${y1}H${to}V${y0}Z` : `M${x0},${from}V${to}H${x1}V${from}Z`);
    if (Array.isArray(colours) && bar instanceof SVGElement) bar.style.fill = String(colours[at]);
  });
}
