// Patches a drawn plot: points, lines, bars, texts and cells get new places, colours and numbers; nothing else is drawn.
//
// A whole drawing by Plotly takes ten times as long; it follows when the control is let go, and with it hover texts.

import { setText } from "../dom.js";
import { LAYOUT } from "../frame_store.js";
import { isPatchable, unescaped } from "./figure_conventions.js";
import { imageOf } from "./heatmap_image.js";
import { canPatchBars, patchBars } from "./patch_bars.js";
import { canPatchCells, patchCells, removeCells } from "./patch_cells.js";
import { canPatchRanges, patchRanges } from "./patch_ranges.js";
import { axesOf, drawnIn, setAttribute } from "./trace_elements.js";

/** @import { TraceChanges } from "../frame_store.js" */
/** @import { FigureSpec, Trace } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

/** @typedef {readonly [x: number, y: number]} Position in pixels from the corner of the axes */

/**
 * Tell whether changes can be patched: the plot has an element for everything that is to be shown.
 *
 * @param {Plot} plot
 * @param {FigureSpec} figure
 * @param {TraceChanges} changes
 */
export function canPatch(plot, { data, layout }, changes) {
  return [...changes].every(([index, attributes]) => {
    if (index === LAYOUT) return canPatchRanges(plot, layout, attributes);
    const trace = data[index];
    return trace !== undefined && isPatchable(trace, attributes) && isDrawn(plot, index, trace);
  });
}

/**
 * @param {Plot} plot
 * @param {number} index
 * @param {Trace} trace
 */
function isDrawn(plot, index, trace) {
  if (trace.type === "bar") return canPatchBars(plot, index, trace);
  if (trace.type !== "heatmap") return hasElementsFor(plot, index, trace);
  return isSmooth(trace) ? imageElement(plot) !== undefined : canPatchCells(plot, trace);
}

/**
 * Patch what changed.
 *
 * @param {Plot} plot
 * @param {FigureSpec} figure
 * @param {TraceChanges} changes
 */
export function patch(plot, { data, layout }, changes) {
  for (const index of patchRanges(plot, data, layout, changes)) {
    const trace = data[index];
    if (trace?.type === "bar") patchBars(plot, index, trace);
    else if (trace?.type === "scatter") patchScatter(plot, index, trace);
    else if (trace && !isSmooth(trace)) patchCells(plot, trace, layout);
    else if (trace) imageElement(plot)?.setAttribute("href", imageOf(trace));
  }
}

/**
 * Follow a whole drawing: remember the outlines that Plotly drew for the symbols of a plot.
 *
 * @param {Plot} plot
 * @param {readonly Trace[]} data
 */
export function followWholeDrawing(plot, data) {
  removeCells(plot);
  const outlines = outlinesOf(plot);
  data.forEach(({ type, marker }, index) => {
    const symbols = marker?.symbol;
    if (type !== "scatter" || !Array.isArray(symbols)) return;
    pointElements(plot, index).forEach((point, row) => outlines.set(symbols[row], point.getAttribute("d") ?? ""));
  });
  symbolOutlines.set(plot, outlines);
}

/** @type {WeakMap<Plot, Map<unknown, string>>} of each plot: symbol → the path that Plotly draws for it */
const symbolOutlines = new WeakMap();

/** @param {Plot} plot */
function outlinesOf(plot) {
  return symbolOutlines.get(plot) ?? new Map();
}

/** @param {Plot} plot */
function imageElement(plot) {
  return drawnIn(plot).all(".hm image")[0];
}

/** Whether the browser shades the cells of a heatmap into each other. @param {Trace} trace */
function isSmooth({ zsmooth }) {
  return zsmooth === "fast";
}

/**
 * @param {Plot} plot
 * @param {number} index
 */
function lineElements(plot, index) {
  return drawnIn(plot).elements("scatter", index, ".js-line");
}

/**
 * @param {Plot} plot
 * @param {number} index
 */
function pointElements(plot, index) {
  return drawnIn(plot).elements("scatter", index, ".points > path");
}

/**
 * @param {Plot} plot
 * @param {number} index
 */
function textElements(plot, index) {
  return drawnIn(plot).elements("scatter", index, ".textpoint > text");
}

/**
 * @param {Plot} plot
 * @param {number} index
 * @param {Trace} trace
 */
function hasElementsFor(plot, index, { mode = "", y, marker }) {
  if (mode === "text") return textElements(plot, index).length === y.length;
  if (!y.length) return !lineElements(plot, index).length && !pointElements(plot, index).length;
  if (mode.includes("lines") && (mode.includes("markers") || !lineElements(plot, index).length)) return false;
  if (!mode.includes("markers")) return true;
  const symbols = marker?.symbol;
  const outlines = outlinesOf(plot);
  const hasSymbols = !Array.isArray(symbols) || symbols.every((symbol) => outlines.has(symbol));
  return hasSymbols && pointElements(plot, index).length === y.length;
}

/**
 * @param {Plot} plot
 * @param {number} index
 * @param {Trace} trace
 */
function patchScatter(plot, index, trace) {
  const axes = axesOf(plot, trace);
  if (!axes) return;
  const { x, x0 = 0, dx = 1, y, mode = "", marker, text = [], line, fill } = trace;
  const positions = y.map(
    /** @returns {Position} */
    (height, at) => [axes.xaxis.d2p(x ? (x[at] ?? Number.NaN) : x0 + at * dx), axes.yaxis.d2p(height)],
  );
  if (mode === "text") patchTexts(textElements(plot, index), positions, text.flat());
  if (mode.includes("lines")) patchLines(lineElements(plot, index), positions);
  if (line?.width !== undefined) patchWidth(lineElements(plot, index), line.width);
  if (fill) patchLines(drawnIn(plot).elements("scatter", index, ".js-fill"), positions);
  if (mode.includes("markers")) patchPoints(pointElements(plot, index), positions, marker?.symbol, outlinesOf(plot));
}

/**
 * One path takes all pieces of a line; where Plotly drew several, the others become empty.
 *
 * @param {readonly Element[]} paths
 * @param {readonly Position[]} positions
 */
function patchLines([first, ...others], positions) {
  let command = "M";
  let path = "";
  for (const [x, y] of positions) {
    if (Number.isFinite(x) && Number.isFinite(y)) {
      path += `${command}${x.toFixed(2)},${y.toFixed(2)}`;
      command = "L";
    } else command = "M";
  }
  if (first) setAttribute(first, "d", path || "M0,0");
  for (const other of others) setAttribute(other, "d", "M0,0");
}

/**
 * @param {readonly SVGElement[]} paths
 * @param {number} width in pixels
 */
function patchWidth(paths, width) {
  for (const { style } of paths) style.strokeWidth = `${width}px`;
}

/**
 * @param {readonly Element[]} points
 * @param {readonly Position[]} positions
 * @param {unknown} symbols
 * @param {ReadonlyMap<unknown, string>} outlines
 */
function patchPoints(points, positions, symbols, outlines) {
  points.forEach((point, index) => {
    const [x, y] = positions[index] ?? [];
    setAttribute(point, "transform", `translate(${x},${y})`);
    if (Array.isArray(symbols)) setAttribute(point, "d", outlines.get(symbols[index]) ?? "");
  });
}

/**
 * Write texts that stand at the places they had, or in the middle of new ones.
 *
 * @param {readonly Element[]} elements
 * @param {readonly Position[]} positions
 * @param {readonly string[]} texts
 */
function patchTexts(elements, positions, texts) {
  elements.forEach((element, index) => {
    setText(element, unescaped(texts[index] ?? ""));
    const [x = Number.NaN] = positions[index] ?? [];
    if (element.getAttribute("text-anchor") === "middle") setAttribute(element, "x", x.toFixed(2));
  });
}
