// Patches the ranges of axes whose ticks stay at their places: the traces move, and the ticks get other numbers.

import { setText } from "../dom.js";
import { LAYOUT } from "../frame_store.js";
import { drawnIn } from "./trace_elements.js";

/** @import { TraceChanges } from "../frame_store.js" */
/** @import { AxisLayout, FigureLayout, Trace } from "../wire.d.ts" */
/** @import { Axis, Plot } from "./plotly.d.ts" */

const PATCHED = /^([xy])axis(\d*)\.(range|tickvals|ticktext)$/;

/**
 * Tell whether all changes of a layout can be patched.
 *
 * @param {Plot} plot
 * @param {FigureLayout} layout
 * @param {ReadonlySet<string>} attributes that changed
 */
export function canPatchRanges(plot, layout, attributes) {
  return [...attributes].every((attribute) => {
    const [axis, spec, name] = axisOf(plot, layout, attribute);
    if (!axis || !spec?.range) return false;
    if (spec.visible === false) return true;
    const before = sharesOf([0, ...(axis.tickvals ?? [])], axis.range);
    const after = sharesOf([0, ...(spec.tickvals ?? [])], spec.range);
    const isWritten = ticksOf(plot, name).length === spec.ticktext?.length;
    return spec.showgrid === false && isWritten && before.join() === after.join();
  });
}

/**
 * Patch the ranges that changed. @returns the indices of the traces that are to be moved: those that changed, too
 *
 * @param {Plot} plot
 * @param {readonly Trace[]} data
 * @param {FigureLayout} layout
 * @param {TraceChanges} changes
 */
export function patchRanges(plot, data, layout, changes) {
  const changed = new Set([...changes.keys()].filter((key) => key !== LAYOUT));
  for (const attribute of changes.get(LAYOUT) ?? []) {
    const [axis, spec, name] = axisOf(plot, layout, attribute);
    if (!axis || !spec?.range) continue;
    axis.range = [...spec.range];
    axis.tickvals = spec.tickvals;
    axis.setScale();
    ticksOf(plot, name).forEach((tick, index) => setText(tick, spec.ticktext?.[index] ?? ""));
    data.forEach(({ xaxis = "x", yaxis = "y" }, index) => {
      if (xaxis === name || yaxis === name) changed.add(index);
    });
  }
  return changed;
}

/**
 * Return an axis, what the layout says about it, and what traces call it.
 *
 * @param {Plot} plot
 * @param {FigureLayout} layout
 * @param {string} attribute "xaxis3.range"
 * @returns {readonly [axis: Axis | undefined, spec: AxisLayout | undefined, name: string]}
 */
function axisOf({ _fullLayout: full }, layout, attribute) {
  const [, letter, number = ""] = PATCHED.exec(attribute) ?? [];
  if (letter !== "x" && letter !== "y") return [undefined, undefined, ""];
  const key = /** @type {const} */ (`${letter}axis${number}`);
  return [full?.[key], layout[key], letter + number];
}

/**
 * @param {Plot} plot
 * @param {string} name of an axis
 */
function ticksOf(plot, name) {
  return drawnIn(plot).all(`.${name}tick > text`);
}

/**
 * Return where values are on an axis, as shares of its length.
 *
 * @param {readonly number[]} values
 * @param {readonly [number, number]} range
 */
function sharesOf(values, [from, to]) {
  return values.map((value) => ((value - from) / (to - from)).toFixed(6));
}
