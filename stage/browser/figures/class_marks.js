// The drawn elements that belong to a class: which they are, and how they are lit up when the class is pointed at.
//
// `data-class` on an element is the index of its class; `data-curve` on a trace, that the whole trace belongs to it;
// `data-predicted` on the mark of a row of the data, the class that is predicted for it.

import { cellOfRow, classesOf, classAxesOf, classOfTrace, isByClass, isRowTrace } from "./figure_conventions.js";
import { drawnIn } from "./trace_elements.js";

/** @import { Pointed } from "../pointing.js" */
/** @import { FigureSpec, Trace } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

const FADED = "stage-faded";
const ITEMS = ".point > path, .points > path, .textpoint > text";

/**
 * Note the class of each drawn element.
 *
 * @param {Plot} plot
 * @param {FigureSpec} figure
 */
export function noteClasses(plot, { data, layout }) {
  const count = classesOf(layout);
  if (!count) return;
  data.forEach((trace, index) => {
    const drawn = trace.type === "heatmap" ? undefined : drawnIn(plot).trace(trace.type, index);
    if (!(drawn instanceof SVGElement)) return;
    const own = classOfTrace(trace);
    if (own !== null) Object.assign(drawn.dataset, { class: String(own), curve: "" });
    else if (isRowTrace(trace)) noteRows(drawn.querySelectorAll(ITEMS), trace);
    else if (isByClass(trace)) note(drawn.querySelectorAll(ITEMS), count);
  });
  for (const letter of classAxesOf(layout)) {
    const ticks = plot.querySelectorAll(`.${letter}tick > text`);
    if (ticks.length === count) note(ticks, count);
  }
}

/**
 * @param {NodeListOf<Element>} elements
 * @param {number} count
 */
function note(elements, count) {
  elements.forEach((item, index) => {
    if (item instanceof SVGElement) item.dataset.class = String(index % count);
  });
}

/**
 * @param {NodeListOf<Element>} marks
 * @param {Trace} trace
 */
function noteRows(marks, trace) {
  marks.forEach((mark, index) => {
    const { row, column } = cellOfRow(trace, index);
    if (mark instanceof SVGElement) Object.assign(mark.dataset, { class: String(row), predicted: String(column) });
  });
}

/**
 * Let everything fade that belongs to a class that is not pointed at.
 *
 * @param {Element} parent
 * @param {Pointed | null} pointed
 */
export function fadeOthers(parent, pointed) {
  for (const item of parent.querySelectorAll("[data-class]")) {
    if (item instanceof HTMLElement || item instanceof SVGElement) {
      item.classList.toggle(FADED, pointed !== null && !isLit(item.dataset, pointed));
    }
  }
}

/**
 * @param {DOMStringMap} dataset
 * @param {Pointed} pointed
 */
function isLit(dataset, { row, column }) {
  const index = Number(dataset.class);
  if (dataset.predicted !== undefined)
    return index === row && (column === null || Number(dataset.predicted) === column);
  return index === row || (index === column && !("curve" in dataset));
}
