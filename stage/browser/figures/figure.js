// One figure: its plot, the buttons that save it, and what lies over the plot: rings and handles of its points.

import { element } from "../dom.js";
import { reportHover } from "../events.js";
import { WHOLE } from "../frame_store.js";
import { ClassPointing } from "./class_pointing.js";
import {
  classesOf,
  hasClassRows,
  isNarrow,
  isThrottled,
  isRowTrace,
  rowsOf,
  sizeOf,
  titleOf,
} from "./figure_conventions.js";
import { hasRows, pixelsOfRow } from "./geometry.js";
import { canPatch, followWholeDrawing, patch } from "./patch.js";
import { PointHandles } from "./point_handles.js";
import { Ring } from "./ring.js";
import { makeSaveButtons } from "./save_buttons.js";

/** @import { Points } from "../controls/points.js" */
/** @import { FigureChanges, TraceChanges } from "../frame_store.js" */
/** @import { Pointed } from "../pointing.js" */
/** @import { PointedChoice } from "./pointed_choice.js" */
/** @import { FigureLayout, FigureSpec, Template, Words } from "../wire.d.ts" */
/** @import { Plot, PlotlyLibrary } from "./plotly.d.ts" */

/** @typedef {{ onDraw(figure?: FigureSpec): void, refresh(): void, close(): void }} NumberHandles */

const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, showTips: false, responsive: false };
const THROTTLE_INTERVAL = 250; // milliseconds between drawings of a throttled figure while a control moves
const FONT_SIZE_OF_NARROW = 12;

/** Draws one figure with as little as its changes need. */
export class Figure {
  #plotly;
  #title;
  /** @type {Plot} */
  #plot;
  /** @type {Ring | null} around the row under the pointer */
  #ring = null;
  /** @type {Ring | null} around the row that other figures explain */
  #explainedRing = null;
  /** @type {PointHandles | null} */
  #handles = null;
  /** @type {NumberHandles[]} */
  #handlesOfNumbers = [];
  hasModelHandles = false;
  /** Returns the figure as it is drawn. @type {(spec: FigureSpec) => FigureSpec} */
  adapt = (spec) => spec;
  /** @type {ClassPointing | null} */
  #pointing = null;
  /** @type {(() => void) | null} the whole drawing that is still to come */
  #deferredDrawing = null;
  #drawnAt = 0;
  /** @type {FigureSpec | null} what was drawn last */
  #spec = null;
  #size = ""; // of the plot when it was drawn; "" before that

  /**
   * @param {string} name
   * @param {FigureLayout} layout
   * @param {PlotlyLibrary} plotly
   * @param {Words} words
   * @param {Template} light the colours of saved pictures
   */
  constructor(name, layout, plotly, words, light) {
    this.#plotly = plotly;
    this.#title = titleOf(layout);
    this.size = sizeOf(layout);
    const plot = element("div", { className: "stage-plot", role: "img", "aria-label": this.#title });
    this.#plot = /** @type {Plot} */ (plot);
    const buttons = makeSaveButtons(name, this.#title, () => this.#spec, { light, plotly, words });
    this.element = element("section", { className: "stage-figure" }, plot, buttons);
    Object.assign(this.element.dataset, { figure: name, size: this.size });
    if (classesOf(layout)) this.#pointing = new ClassPointing(this.#plot);
  }

  /** What was drawn last. */
  get spec() {
    return this.#spec;
  }

  get plot() {
    return this.#plot;
  }

  /**
   * Let a reader edit the points of this figure.
   *
   * @param {Points} points
   * @param {Words} words
   */
  addHandles(points, words) {
    this.#handles = new PointHandles(this.#plot, points, words, this.#title);
    this.element.querySelector(".stage-save")?.prepend(this.#handles.editButton);
  }

  /** @param {NumberHandles} handles that set numbers of a vector or a slider */
  addNumberHandles(handles) {
    this.#handlesOfNumbers.push(handles);
  }

  /** @param {PointedChoice} choice that is set by the columns of this figure */
  addColumnChoice(choice) {
    if (this.#pointing) this.#pointing.columnChoice = choice;
  }

  /** Light up a class or a cell. @param {Pointed | null} pointed */
  point(pointed) {
    this.#pointing?.point(pointed);
  }

  /**
   * Draw what changed.
   *
   * @param {FigureSpec} figure
   * @param {FigureChanges} changes
   * @param {Template} template
   */
  draw(figure, changes, template) {
    this.#spec = figure;
    this.size = sizeOf(figure.layout);
    this.#pointing?.setFigure(figure);
    if (changes !== WHOLE && this.#size && this.#drawPart(figure, changes)) {
      this.#deferredDrawing = () => this.#drawWhole(figure, template);
    } else this.#drawWhole(figure, template);
    for (const handles of this.#handlesOfNumbers) handles.onDraw(figure);
  }

  /**
   * @param {FigureSpec} figure
   * @param {Template} template
   */
  #drawWhole(figure, template) {
    const { data, layout: whole } = this.adapt(figure);
    const layout = isNarrow(whole, this.#plot.clientWidth) ? { ...whole, font: { size: FONT_SIZE_OF_NARROW } } : whole;
    if (hasClassRows(layout)) this.element.style.setProperty("--rows", String(rowsOf(layout)));
    const drawing = this.#plotly.react(this.#plot, data, { ...layout, template, autosize: true }, CONFIG);
    drawing.catch((error) => {
      if (this.#plot.isConnected) throw error; // of a plot that was taken away meanwhile nothing is left to draw
    });
    this.#deferredDrawing = null;
    this.#drawnAt = performance.now();
    followWholeDrawing(this.#plot, data);
    this.#pointing?.onWholeDrawing();
    if (!this.#size) this.#onFirstDrawing();
  }

  /**
   * Patch the plot, or leave a throttled one as it is for a moment, where that is enough while a control moves.
   *
   * @param {FigureSpec} figure
   * @param {TraceChanges} changes
   * @returns {boolean} whether it is enough
   */
  #drawPart(figure, changes) {
    if (isThrottled(figure.layout)) return performance.now() - this.#drawnAt < THROTTLE_INTERVAL;
    if (!canPatch(this.#plot, figure, changes)) return false;
    patch(this.#plot, figure, changes);
    return true;
  }

  /** Whether the figure was only patched since its last whole drawing. */
  get isDeferred() {
    return this.#deferredDrawing !== null;
  }

  drawDeferred() {
    this.#deferredDrawing?.();
  }

  #onFirstDrawing() {
    this.#size = this.#currentSize;
    const plot = this.#plot;
    if (!hasRows(plot)) return;
    this.#explainedRing = new Ring(plot, "stage-explained");
    this.#ring = new Ring(plot, "stage-hovered");
    plot.on("plotly_hover", ({ points: [point], event }) => {
      this.#onHover(point && isRowTrace(point.data) && !event.buttons ? point.pointIndex : null);
    });
    plot.on("plotly_unhover", () => this.#onHover(null));
    this.#handles?.render();
  }

  /** @param {number | null} row */
  #onHover(row) {
    reportHover(this.#plot, row);
    this.#pointing?.pointAtRow(row);
  }

  /**
   * Mark the row under the pointer, the one that other figures explain, and the selected point.
   *
   * @param {number | null} hoveredRow
   * @param {number | null} explainedRow
   */
  mark(hoveredRow, explainedRow) {
    this.#explainedRing?.show(explainedRow === null ? null : pixelsOfRow(this.#plot, explainedRow));
    this.#ring?.show(hoveredRow === null ? null : pixelsOfRow(this.#plot, hoveredRow));
    this.#handles?.onDraw();
  }

  get #currentSize() {
    return `${this.#plot.clientWidth}x${this.#plot.clientHeight}`;
  }

  /** Draw again where the plot has another size. @returns {boolean} whether it had */
  resize() {
    if (!this.#size || !this.#plot.clientWidth || this.#size === this.#currentSize) return false;
    this.#size = this.#currentSize;
    this.#plotly.Plots.resize(this.#plot).then(() => {
      followWholeDrawing(this.#plot, this.#plot.data ?? []);
      for (const handles of this.#handlesOfNumbers) handles.onDraw();
    });
    return true;
  }

  /** Follow the panel: what its numbers are called. */
  refresh() {
    for (const handles of this.#handlesOfNumbers) handles.refresh();
  }

  close() {
    this.#handles?.close();
    for (const handles of this.#handlesOfNumbers) handles.close();
    this.#plotly.purge(this.#plot);
    this.element.remove();
  }
}
