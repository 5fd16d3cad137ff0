// Patches a heatmap of few cells: over Plotly's image of them lies a rectangle for each, which gets a new colour, and the
// numbers are written anew. The next whole drawing brings a new image, and the rectangles go.

import { setText } from "../dom.js";
import { colourAt } from "./heatmap_image.js";
import { drawnIn, setAttribute } from "./trace_elements.js";

/** @import { FigureLayout, Trace } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

const IMAGE = ".hm image";
const LABELS = ".heatmap-label text";
const CELLS = "stage-cells";
const MAX_CELLS = 400;

/**
 * Tell whether there is an image, and a number for each cell that is to have one.
 *
 * @param {Plot} plot
 * @param {Trace} trace
 */
export function canPatchCells(plot, { z = [], text = [] }) {
  const count = z.length * (z[0]?.length ?? 0);
  const drawn = drawnIn(plot);
  return count <= MAX_CELLS && drawn.all(IMAGE).length === 1 && drawn.all(LABELS).length === (text.length ? count : 0);
}

/**
 * @param {Plot} plot
 * @param {Trace} trace whose first row is at the top
 * @param {FigureLayout} layout
 */
export function patchCells(plot, trace, layout) {
  const known = plot._fullLayout?.coloraxis;
  if (!known) return;
  const colours = { ...known, ...layout.coloraxis };
  const cells = cellElements(plot, trace);
  (trace.z ?? []).flat().forEach((value, at) => {
    const cell = cells[at];
    if (cell) setAttribute(cell, "fill", colourAt(colours, value));
  });
  const numbers = (trace.text ?? []).flat();
  drawnIn(plot)
    .all(LABELS)
    .forEach((label, at) => setText(label, numbers[at] ?? ""));
}

/**
 * Remove the rectangles, because there is a new image.
 *
 * @param {Plot} plot
 */
export function removeCells(plot) {
  const cells = plot.querySelector(`.${CELLS}`);
  if (!cells) return;
  cells.remove();
  plot.querySelector(IMAGE)?.removeAttribute("visibility");
}

/**
 * Return the rectangles of the cells, row by row.
 *
 * @param {Plot} plot
 * @param {Trace} trace
 */
function cellElements(plot, { z = [], xgap = 0, ygap = xgap }) {
  const present = plot.querySelector(`.${CELLS}`);
  if (present) return present.children;
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  group.setAttribute("class", CELLS);
  group.setAttribute("shape-rendering", "crispEdges");
  const [image] = drawnIn(plot).all(IMAGE);
  if (!image) return group.children;
  const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(image.getAttribute(name)));
  z.forEach((row, down) =>
    row.forEach((_, along) => {
      const [x, x1] = [edge(along / row.length, width), edge((along + 1) / row.length, width)];
      const [y, y1] = [edge(down / z.length, height), edge((down + 1) / z.length, height)];
      const cell = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      cell.setAttribute("x", String((left ?? 0) + x + xgap / 2));
      cell.setAttribute("y", String((top ?? 0) + y + ygap / 2));
      cell.setAttribute("width", String(x1 - x - xgap));
      cell.setAttribute("height", String(y1 - y - ygap));
      group.append(cell);
    }),
  );
  image.after(group);
  image.setAttribute("visibility", "hidden");
  return group.children;
}

/**
 * @param {number} share
 * @param {number | undefined} length
 */
function edge(share, length = 0) {
  return Math.round(share * length);
}
