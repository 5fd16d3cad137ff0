// Patches the ranges of axes on which nothing is written: their traces move, and nothing else is to be seen of them.

import { LAYOUT } from "../frame_store.js";

/** @import { TraceChanges } from "../frame_store.js" */
/** @import { AxisLayout, FigureLayout, Trace } from "../wire.d.ts" */
/** @import { Axis, Plot } from "./plotly.d.ts" */

const RANGE = /^([xy])axis(\d*)\.range(\.\d)?$/;

/**
 * Tell whether all changes of a layout are ranges that can be patched.
 *
 * @param {Plot} plot
 * @param {FigureLayout} layout
 * @param {ReadonlySet<string>} attributes that changed
 */
export function canPatchRanges(plot, layout, attributes) {
  return [...attributes].every((attribute) => {
    const [axis, spec] = axisOfRange(plot, layout, attribute);
    return axis && spec?.range && isUnmarked(spec) && zeroShare(axis.range) === zeroShare(spec.range);
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
    const [axis, spec, name] = axisOfRange(plot, layout, attribute);
    if (!axis || !spec?.range) continue;
    axis.range = [...spec.range];
    axis.setScale();
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
 * @returns {readonly [Axis?, AxisLayout?, string?]}
 */
function axisOfRange({ _fullLayout: full }, layout, attribute) {
  const [, letter, number = ""] = RANGE.exec(attribute) ?? [];
  if (letter !== "x" && letter !== "y") return [];
  const name = /** @type {const} */ (`${letter}axis${number}`);
  return [full?.[name], layout[name], letter + number];
}

/** Whether neither numbers nor a grid tell the range. @param {AxisLayout} spec */
function isUnmarked({ visible = true, showticklabels = true, showgrid = true }) {
  return !visible || !(showticklabels || showgrid);
}

/** Where the zero line is, as a share of the axis. @param {readonly [number, number]} range */
function zeroShare([from, to]) {
  return -from / (to - from);
}
