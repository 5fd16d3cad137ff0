// Patches a heatmap of few cells with numbers in them: the colours of the cells, and the numbers.

import { colourAt } from "./heatmap_image.js";

/** @import { Trace } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

const IMAGE = ".hm image";
const LABELS = ".heatmap-label text";

/**
 * Tell whether there is an image, and a number for each cell that is to have one.
 *
 * @param {Plot} plot
 * @param {Trace} trace
 */
export function canPatchCells(plot, { z = [], text = [] }) {
  const numbers = text.length ? z.length * (z[0]?.length ?? 0) : 0;
  return plot.querySelector(IMAGE) !== null && plot.querySelectorAll(LABELS).length === numbers;
}

/**
 * @param {number} share
 * @param {number} length
 */
function edge(share, length) {
  return Math.round(share * length);
}

/**
 * @param {Plot} plot
 * @param {Trace} trace whose first row is at the top
 */
export function patchCells(plot, { z = [], text = [], xgap = 0 }) {
  const image = plot.querySelector(IMAGE);
  const colours = plot._fullLayout?.coloraxis;
  if (!image || !colours) return;
  const [width, height] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))];
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw on");
  z.forEach((values, row) => {
    const [top, bottom] = [edge(row / z.length, height), edge((row + 1) / z.length, height)];
    values.forEach((value, column) => {
      const [left, right] = [edge(column / values.length, width), edge((column + 1) / values.length, width)];
      context.fillStyle = colourAt(colours, value);
      context.fillRect(left + xgap / 2, top + xgap / 2, right - left - xgap, bottom - top - xgap);
    });
  });
  image.setAttribute("href", canvas.toDataURL());
  const numbers = text.flat();
  plot.querySelectorAll(LABELS).forEach((label, at) => {
    if (label.textContent !== numbers[at]) label.textContent = numbers[at] ?? "";
  });
}
