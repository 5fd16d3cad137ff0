// A veil over the cells of a heatmap that have nothing to do with what is pointed at.

import { axesOf } from "./trace_elements.js";

/** @import { Pointed } from "../pointing.js" */
/** @import { Trace } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

const SVG = "http://www.w3.org/2000/svg";

/** Lies over a plot with a heatmap whose rows and columns are the classes. */
export class CellVeil {
  #plot;
  #path = document.createElementNS(SVG, "path");
  #svg = document.createElementNS(SVG, "svg");

  /** @param {Plot} plot */
  constructor(plot) {
    this.#plot = plot;
    this.#svg.setAttribute("class", "stage-veil");
    this.#svg.setAttribute("aria-hidden", "true");
    this.#path.setAttribute("fill-rule", "evenodd");
    this.#svg.append(this.#path);
    plot.after(this.#svg);
  }

  /**
   * Leave only the cell that is pointed at without a veil, or the row and the column of a class.
   *
   * @param {Trace} trace
   * @param {Pointed | null} pointed
   */
  show({ z = [] }, pointed) {
    const axes = axesOf(this.#plot, { type: "heatmap", y: [] });
    const count = z.length;
    if (!pointed || !axes || pointed.row >= count) {
      this.#path.setAttribute("d", "");
      return;
    }
    const { row, column } = pointed;
    /** @param {number} left @param {number} right @param {number} top @param {number} bottom */
    const box = (left, right, top, bottom) => {
      const [x0, x1] = [left, right].map((x) => (axes.xaxis._offset + axes.xaxis.d2p(x - 0.5)).toFixed(1));
      const [y0, y1] = [top, bottom].map((y) => (axes.yaxis._offset + axes.yaxis.d2p(y - 0.5)).toFixed(1));
      return `M${x0},${y0}H${x1}V${y1}H${x0}Z`;
    };
    const lit =
      column === null
        ? box(0, count, row, row + 1) + box(row, row + 1, 0, row) + box(row, row + 1, row + 1, count)
        : box(column, column + 1, row, row + 1);
    this.#path.setAttribute("d", box(0, count, 0, count) + lit);
  }
}
