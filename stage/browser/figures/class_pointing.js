// Pointing at classes in one figure: what the pointer is at is reported, and what is pointed at anywhere is lit up.

import { reportPointed } from "../events.js";
import { CellVeil } from "./cell_veil.js";
import { classAt } from "./class_at.js";
import { fadeOthers, noteClasses } from "./class_marks.js";
import { cellOfRow, choosesRows, hasClassRows, isByClass, isRowTrace } from "./figure_conventions.js";

/** @import { Pointed } from "../pointing.js" */
/** @import { FigureSpec } from "../wire.d.ts" */
/** @import { PointedChoice } from "./pointed_choice.js" */
/** @import { Plot } from "./plotly.d.ts" */

/** Listens to the pointer in a plot whose layout says how many classes it shows. */
export class ClassPointing {
  #plot;
  /** @type {PointedChoice | null} */
  columnChoice = null;
  /** @type {CellVeil | null} */
  #veil = null;
  /** @type {FigureSpec | null} */
  #figure = null;
  /** @type {Pointed | null} */
  #pointed = null;
  /** @type {Pointed | null} label and prediction of the row that Plotly says the pointer is at */
  #row = null;

  // A finger that is lifted leaves lit up what it tapped, until it taps elsewhere.
  /** @param {Plot} plot */
  constructor(plot) {
    this.#plot = plot;
    plot.addEventListener("pointermove", (event) => event.buttons || this.#report(this.#classAt(event)));
    plot.addEventListener("pointerdown", (event) => {
      if (this.#row)
        this.pointAtRow(null); // it may be dragged
      else if (event.pointerType !== "mouse") this.#report(this.#classAt(event));
    });
    plot.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && this.#leave());
    plot.addEventListener("click", (event) => {
      const chosen = this.#chosenBy(this.#classAt(event));
      if (chosen !== null) this.columnChoice?.press(chosen);
    });
  }

  #leave() {
    this.#row = null;
    this.#report(null);
  }

  /**
   * Follow the pointer to a row of the data, or away from it: Plotly may say so when it is at something else already.
   *
   * @param {number | null} index
   */
  pointAtRow(index) {
    if (index === null && !this.#row) return;
    const trace = this.#figure?.data.find(isRowTrace);
    this.#row = trace && index !== null ? { ...cellOfRow(trace, index), isPoint: true } : null;
    this.#report(this.#row);
  }

  /** @param {MouseEvent} event */
  #classAt(event) {
    return this.#row ?? (this.#figure && classAt(this.#plot, this.#figure, event));
  }

  /** @param {Pointed | null} pointed */
  #report(pointed) {
    reportPointed(this.#plot, pointed);
    this.columnChoice?.point(this.#chosenBy(pointed));
  }

  /** Return the column of a cell that is pointed at, or its row where the figure's rows are chosen. @param {Pointed | null} pointed */
  #chosenBy(pointed) {
    const { column = null, row = null } = pointed ?? {};
    return column !== null && this.#figure && choosesRows(this.#figure.layout) ? row : column;
  }

  /** @param {FigureSpec} figure that is drawn */
  setFigure(figure) {
    this.#figure = figure;
  }

  /** Follow a whole drawing, which may have made elements anew. */
  onWholeDrawing() {
    if (this.#pointed) this.#light();
  }

  /**
   * Light up a class or a cell.
   *
   * @param {Pointed | null} pointed
   */
  point(pointed) {
    this.#pointed = pointed;
    this.#light();
  }

  #light() {
    if (!this.#figure) return;
    noteClasses(this.#plot, this.#figure);
    // All that explains a point is to be read.
    fadeOthers(this.#plot, this.#pointed?.isPoint && hasClassRows(this.#figure.layout) ? null : this.#pointed);
    const heatmap = this.#figure.data.find((trace) => trace.type === "heatmap" && isByClass(trace));
    if (heatmap) (this.#veil ??= new CellVeil(this.#plot)).show(heatmap, this.#pointed);
  }
}
