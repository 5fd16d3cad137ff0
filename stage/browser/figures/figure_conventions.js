// How figures tell the browser about rows, size and redrawing: the keys of `meta`, and which changes are cheap to draw.
//
// `layout.meta.size` "large": the figure is larger than the others and stands beside them; "wide": it stands across them
// and has a row for each class; "side": it has such rows and stands beside the large one; "tall": above it, with two plots;
// "twin" and the lower "half": beside its like, such as two planes of the same points; "curves": below a wide one, with a
// legend of some lines; "forward" and "product": they have rows of classes and stand side by side above the others.
// `layout.meta.rows`: for how many rows a wide figure has room, where these are not the classes.
// `layout.meta.classes`: how many there are; `layout.meta.class_axes` "x", "y" or "xy": the axes whose ticks they are.
// `layout.meta.column_choice`: the choice that pointing at a column of the heatmap sets for the moment, pressing for good.
// `layout.meta.cell_row_choice`: the same for a row of the heatmap's cells.
// `layout.meta.row_choice`: the slider that pointing at a row sets to its number for the moment, pressing for good.
// `layout.meta.title`: what the figure is called where nothing is written above it.
// `layout.meta.handles`: handles at the ends of bars and between their parts, which set the numbers of a vector.
// `layout.meta.markers`: points with handles, each of which sets a slider for the place on the x axis, the y axis, or both.
// `layout.meta.options`: points that are radio buttons of a choice, and perhaps lines that may be pressed in their place.
// `layout.meta.model`: the lines and weight vectors of a linear classifier are dragged; the `customdata` of the decision
// line are the two classes of each of its points, and the trace of a whole class is its weight vector, the tip second; the
// `customdata` of the first, where it has one, are the weights and the bias from which a drag starts.
// `layout.meta.scrubbed`: the slider that is set to the place of the horizontal axis that is pressed.
// `layout.meta.sketch`: what a reader may predict in presenter mode before it is shown (presenter/sketch.js).
// `layout.meta.throttled` true: while a control moves, the figure is redrawn at most every 250 ms.
// `trace.meta` "rows": the points of this trace are the rows of the data, in one order in every figure. A row under the
// pointer is marked in all of them. `x` and `y` are its place, `marker.color` the index of its class, the last of
// `customdata` that of its prediction.
// `trace.meta` "classes": its points, bars, cells or texts are the classes, once or several times; { class: 2 }: the whole
// trace belongs to one class. The class that is pointed at is lit up in all figures.
//
// A figure is drawn in one of two ways, by what changed:
// - patched: only what PATCHED lists changed, or the range of an axis whose ticks stay; patch.js changes the drawn
//   elements themselves while a control moves;
// - redrawn: everything else, and every patched figure when the control is let go.

/** @import { FigureLayout, Trace } from "../wire.d.ts" */

const ROWS = "rows";
const BY_CLASS = "classes";

/** Of figures with a row for each class, the width in pixels below which they have smaller letters. */
const NARROW = new Map([
  ["wide", 560],
  ["side", 560],
  ["broad", 560],
  ["forward", 320],
  ["product", 440],
]);

const INVISIBLE = ["customdata", "hovertext", "hovertemplate"];
/** @type {Readonly<Partial<Record<Trace["type"], ReadonlySet<string>>>>} */
const PATCHED = {
  bar: new Set(["x", "y", "base", "marker.color", ...INVISIBLE]),
  scatter: new Set(["x", "y", "text", "line.width", "marker.symbol", ...INVISIBLE]),
  heatmap: new Set(["z", "text", ...INVISIBLE]),
};

/**
 * Return what a figure is called, without mark-up.
 *
 * @param {FigureLayout} layout
 */
export function titleOf({ title, meta }) {
  return unescaped((meta?.title ?? title.text).replace(/<[^>]*>/g, " ")).trim();
}

const ENTITIES = /** @type {const} */ ({ "&lt;": "<", "&gt;": ">", "&amp;": "&" });

/**
 * Return a text without mark-up as Plotly shows it: the figures' builders escape the names of classes.
 *
 * @param {string} text
 */
export function unescaped(text) {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (entity)]);
}

/** @param {FigureLayout} layout */
export function sizeOf({ meta }) {
  return meta?.size ?? "";
}

/** Tell whether a figure has a row for each class. @param {FigureLayout} layout */
export function hasClassRows({ meta }) {
  return NARROW.has(meta?.size ?? "");
}

/**
 * Tell whether a figure with a row for each class has so little room that its letters are smaller.
 *
 * @param {FigureLayout} layout
 * @param {number} width in pixels
 */
export function isNarrow({ meta }, width) {
  return width < (NARROW.get(meta?.size ?? "") ?? 0);
}

/** Tell whether pointing at a cell chooses its row, and not its column. @param {FigureLayout} layout */
export function choosesRows({ meta }) {
  return meta?.cell_row_choice !== undefined;
}

/** @param {FigureLayout} layout */
export function classesOf({ meta }) {
  return meta?.classes ?? 0;
}

/** @param {FigureLayout} layout */
export function rowsOf({ meta }) {
  return meta?.rows ?? meta?.classes ?? 0;
}

/** @param {FigureLayout} layout */
export function classAxesOf({ meta }) {
  return meta?.class_axes ?? "";
}

/** @param {Trace} trace */
export function isByClass({ meta }) {
  return meta === BY_CLASS;
}

/**
 * Return the class to which a whole trace belongs, or null.
 *
 * @param {Trace} trace
 */
export function classOfTrace({ meta }) {
  return typeof meta === "object" && meta !== null && "class" in meta ? Number(meta.class) : null;
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
 * Return the label and the prediction of a row, the cell of the confusion matrix that it is counted in.
 *
 * @param {Trace} trace of the rows
 * @param {number} index
 */
export function cellOfRow({ marker, customdata }, index) {
  const labels = /** @type {readonly number[] | undefined} */ (marker?.color);
  const row = labels?.[index] ?? 0;
  return { row, column: customdata?.[index]?.[1] ?? row };
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
