// How figures tell the browser about rows, size and redrawing: the keys of `meta`, and which changes are cheap to draw.
//
// `layout.meta.size` "large": the figure is larger than the others and stands beside them; "wide": it stands across them,
// and `layout.meta.rows` says how high it has to be.
// `layout.meta.title`: what the figure is called where nothing is written above it.
// `layout.meta.handles`: handles at the ends of bars, which set the numbers of a vector.
// `layout.meta.throttled` true: while a control moves, the figure is redrawn at most every 250 ms.
// `trace.meta` "rows": the points of this trace are the rows of the data, in one order in every figure. A row under the
// pointer is marked in all of them. `x` and `y` are its place, `marker.color` the index of its class.
//
// A figure is drawn in one of two ways, by what changed:
// - patched: only what PATCHED lists changed; patch.js changes the drawn elements themselves while a control moves;
// - redrawn: everything else, and every patched figure when the control is let go.

/** @import { FigureLayout, Trace } from "../wire.d.ts" */

const ROWS = "rows";
const LARGE = "large";

const INVISIBLE = ["customdata", "hovertext"];
/** @type {Readonly<Partial<Record<Trace["type"], ReadonlySet<string>>>>} */
const PATCHED = {
  bar: new Set(["x", "y", "base", "marker.color", ...INVISIBLE]),
  scatter: new Set(["x", "y", "text", "marker.symbol", ...INVISIBLE]),
  heatmap: new Set(["z", "text", ...INVISIBLE]),
};

/**
 * Return what a figure is called, without mark-up.
 *
 * @param {FigureLayout} layout
 */
export function titleOf({ title, meta }) {
  return (meta?.title ?? title.text).replace(/<[^>]*>/g, " ").trim();
}

/** @param {FigureLayout} layout */
export function isLarge({ meta }) {
  return meta?.size === LARGE;
}

/** @param {FigureLayout} layout */
export function sizeOf({ meta }) {
  return meta?.size ?? "";
}

/** @param {FigureLayout} layout */
export function rowsOf({ meta }) {
  return meta?.rows ?? 0;
}

/** @param {FigureLayout} layout */
export function isThrottled({ meta }) {
  return meta?.throttled === true;
}

/** @param {Trace} trace */
export function isRowTrace({ meta }) {
  return meta === ROWS;
}

/**
 * Tell whether a trace's changes can be patched, as far as the trace says; the drawn elements must fit too.
 *
 * @param {Trace} trace
 * @param {ReadonlySet<string>} attributes that changed
 */
export function isPatchable({ type }, attributes) {
  const patched = PATCHED[type];
  return patched !== undefined && areAllIn(patched, attributes);
}

/**
 * @param {ReadonlySet<string>} set
 * @param {Iterable<string>} items
 */
function areAllIn(set, items) {
  return [...items].every((item) => set.has(item));
}
