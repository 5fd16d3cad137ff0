// The figures of a lesson, drawn by the plotly.js of the installed Python package in the colours of the page's theme.

import { element } from "../dom.js";
import { HOVER } from "../events.js";
import { WHOLE } from "../frame_store.js";
import { Figure } from "./figure.js";
import { PointedChoice } from "./pointed_choice.js";
import { ModelHandles } from "./model_handles.js";
import { numberHandles } from "./number_handles.js";
import { RowChoice } from "./row_choice.js";
import { Scrubbing } from "./scrubbing.js";
import { loadPlotly } from "../loaders.js";
import { Slider } from "../controls/slider.js";
import { Vector } from "../controls/vector.js";
import { themeOf } from "./theme.js";

/** @import { Panel } from "../controls/panel.js" */
/** @import { Changes } from "../frame_store.js" */
/** @import { Pointed } from "../pointing.js" */
/** @import { UnseenParts } from "../unseen_parts.js" */
/** @import { FigureSpec, ModelSpec, MountData } from "../wire.d.ts" */
/** @import { PlotlyLibrary } from "./plotly.d.ts" */

const SIZES = /** @type {const} */ (["large", "wide", "side", "tall", "twin", "forward", "half", "broad"]);

/** Keeps a figure for each name, and marks the row under the pointer in all of them. */
export class Figures {
  element = element("div", { className: "stage-figures" });
  /** Returns a figure as it is drawn: in presenter mode with larger letters. @type {(name: string, spec: FigureSpec) => FigureSpec} */
  adapt = (_, spec) => spec;
  /** Whether a figure is drawn; others are when everything is drawn anew. @type {(name: string) => boolean} */
  isWanted = () => true;
  #words;
  #templates;
  #template;
  #panel;
  #unseenParts;
  /** @type {PlotlyLibrary | null} */
  #plotly = null;
  /** @type {Map<string, Figure>} */
  #figures = new Map();
  #sizes = "";
  /** @type {number | null} */
  #hoveredRow = null;
  /** @type {RowChoice | null} */
  #rowChoice = null;
  /** @type {Pointed | null} */
  #pointed = null;
  #resizing = new ResizeObserver(() => this.#resize());

  /**
   * @param {MountData} data
   * @param {Panel} panel the controls, some of which are set in figures
   * @param {UnseenParts} unseenParts where figures report whether they are on the screen
   */
  constructor({ addresses, templates, words }, panel, unseenParts) {
    this.#unseenParts = unseenParts;
    this.#words = words;
    this.#templates = templates;
    this.#template = templates.light;
    this.#panel = panel;
    this.element.addEventListener(HOVER, ({ detail }) => this.#onHover(detail));
    this.ready = loadPlotly(addresses.plotly).then((library) => {
      this.#plotly = library;
    });
  }

  /** The names of the figures, in the order of the page. */
  get names() {
    return [...this.#figures.keys()];
  }

  /** Return a figure, by its name. @param {string} name */
  figure(name) {
    return this.#figures.get(name);
  }

  /** Whether figures can be drawn. */
  get isReady() {
    return this.#plotly !== null;
  }

  /** Take over the colours of the page; they show with the next whole drawing. @returns the name of the theme */
  setTheme() {
    const { theme, template } = themeOf(this.element, this.#templates);
    this.#template = template;
    return theme;
  }

  /**
   * Draw what changed.
   *
   * @param {Readonly<Record<string, FigureSpec>>} specs
   * @param {Changes} changes
   */
  draw(specs, changes) {
    const names = Object.keys(specs);
    if (names.join() !== [...this.#figures.keys()].join()) this.#setFigures(specs, changes);
    for (const [name, what] of changes) {
      const spec = specs[name];
      const figure = this.#figures.get(name);
      if (!spec || !figure || !this.isWanted(name)) continue;
      if (spec.layout.meta?.model && !figure.hasModelHandles) this.#addModelHandles(figure, spec.layout.meta.model);
      figure.draw(spec, what, this.#template);
    }
    this.#followSizes();
    this.#mark();
  }

  /**
   * Have a figure for each name. A figure that remains is kept: a pointer may drag in it.
   *
   * @param {Readonly<Record<string, FigureSpec>>} specs
   * @param {Changes} changes
   */
  #setFigures(specs, changes) {
    for (const name of [...this.#figures.keys()].filter((known) => !(known in specs))) this.#remove(name);
    const before = this.#figures;
    this.#figures = new Map();
    for (const [index, [name, spec]] of Object.entries(specs).entries()) {
      const figure = before.get(name) ?? this.#add(name, spec);
      const present = this.element.children[index] ?? null;
      if (present !== figure.element) this.element.insertBefore(figure.element, present);
      if (!before.has(name)) changes.set(name, WHOLE);
      this.#figures.set(name, figure);
    }
    this.element.style.setProperty("--small-figures", String(this.#figures.size - 1));
    this.#followSizes();
  }

  // A figure can become another size: the loss curve is tall while rows are held out.
  #followSizes() {
    const sizes = [...this.#figures.values()].map(({ size }) => size);
    if (sizes.join() === this.#sizes) return;
    this.#sizes = sizes.join();
    for (const size of SIZES) this.element.classList.toggle(`has-${size}`, sizes.includes(size));
  }

  /**
   * @param {string} name
   * @param {FigureSpec} spec
   */
  #add(name, { layout }) {
    if (!this.#plotly) throw new Error("plotly.js is not loaded yet");
    const figure = new Figure(name, layout, this.#plotly, this.#words, this.#templates.light);
    figure.adapt = (shown) => this.adapt(name, shown);
    const { points } = this.#panel;
    if (points?.spec.figure === name) figure.addHandles(points, this.#words);
    for (const handles of numberHandles(figure.plot, layout, this.#panel, this.#words))
      figure.addNumberHandles(handles);
    const scrubbed = this.#panel.control(layout.meta?.scrubbed ?? "");
    if (scrubbed instanceof Slider) new Scrubbing(figure.plot, scrubbed).listen();
    const choice = this.#panel.control(layout.meta?.column_choice ?? layout.meta?.cell_row_choice ?? "");
    if (choice) figure.addColumnChoice(new PointedChoice(choice, figure.plot));
    const slider = this.#panel.control(layout.meta?.row_choice ?? "");
    if (slider instanceof Slider) {
      this.#rowChoice ??= new RowChoice(slider, this.element, points);
      this.#rowChoice.listen(figure.plot, points?.spec.figure === name);
    }
    figure.point(this.#pointed);
    this.#resizing.observe(figure.plot);
    this.#unseenParts.watch(figure.element, `figures.${name}`);
    return figure;
  }

  /**
   * Let a reader drag the model, from the first frame on in which it can be dragged.
   *
   * @param {Figure} figure
   * @param {ModelSpec} spec
   */
  #addModelHandles(figure, { control }) {
    const vector = this.#panel.control(control);
    if (!(vector instanceof Vector)) return;
    const { points } = this.#panel;
    figure.addNumberHandles(new ModelHandles(figure.plot, vector, points, () => this.#panel.query, this.#words));
    figure.hasModelHandles = true;
  }

  /** @param {string} name */
  #remove(name) {
    const figure = this.#figures.get(name);
    if (!figure) return;
    this.#resizing.unobserve(figure.plot);
    this.#unseenParts.unwatch(figure.element);
    figure.close();
    this.#figures.delete(name);
  }

  /** Whether a figure was only patched since its last whole drawing. */
  get isDeferred() {
    return [...this.#figures.values()].some((figure) => figure.isDeferred);
  }

  /** Draw all figures whole that were only patched. */
  drawDeferred() {
    for (const figure of this.#figures.values()) figure.drawDeferred();
  }

  /** @param {number | null} row */
  #onHover(row) {
    this.#hoveredRow = row;
    this.#rowChoice?.point(row);
    this.#mark();
  }

  #mark() {
    for (const figure of this.#figures.values()) this.#markIn(figure);
  }

  /** @param {Figure} figure */
  #markIn(figure) {
    figure.mark(this.#hoveredRow, this.#rowChoice?.rowIn(figure.plot) ?? null);
  }

  /** Follow the panel: what its numbers are called. */
  refresh() {
    for (const figure of this.#figures.values()) figure.refresh();
    this.#mark();
  }

  /**
   * Light up a class or a cell in all figures.
   *
   * @param {Pointed | null} pointed
   */
  point(pointed) {
    this.#pointed = pointed;
    for (const figure of this.#figures.values()) figure.point(pointed);
  }

  #resize() {
    for (const figure of this.#figures.values()) {
      if (figure.resize()) this.#markIn(figure);
    }
  }

  close() {
    this.#resizing.disconnect();
    this.#rowChoice?.close();
    for (const name of this.#figures.keys()) this.#remove(name);
  }
}
