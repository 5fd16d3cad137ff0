// The elements that Plotly drew for a trace, and the axes that it belongs to.

/** @import { Trace } from "../wire.d.ts" */
/** @import { Axis, Plot, TraceNode } from "./plotly.d.ts" */

/**
 * Return the element of a trace in a layer, or undefined.
 *
 * @param {Plot} plot
 * @param {"scatterlayer" | "barlayer"} layer
 * @param {number} index
 */
export function traceElement(plot, layer, index) {
  /** @type {NodeListOf<TraceNode>} */
  const nodes = plot.querySelectorAll(`.${layer} > .trace`);
  return [...nodes].find(({ __data__: [drawn] }) => drawn.trace.index === index);
}

/**
 * Return the axes of a trace, or null where nothing is drawn yet.
 *
 * @param {Plot} plot
 * @param {Trace} trace
 * @returns {{ xaxis: Axis, yaxis: Axis } | null}
 */
export function axesOf({ _fullLayout: layout }, { xaxis = "x", yaxis = "y" }) {
  const horizontal = layout && axisOf(layout.xaxis, layout, "x", xaxis);
  const vertical = layout && axisOf(layout.yaxis, layout, "y", yaxis);
  return horizontal && vertical ? { xaxis: horizontal, yaxis: vertical } : null;
}

/**
 * @param {Axis} first
 * @param {NonNullable<Plot["_fullLayout"]>} layout
 * @param {"x" | "y"} letter
 * @param {string} name "x" or "x2"
 */
function axisOf(first, layout, letter, name) {
  return name === letter ? first : layout[`${letter}axis${Number(name.slice(1))}`];
}
