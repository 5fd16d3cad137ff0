// The points of a trace as the options of a choice: radio buttons that lie over the plot.
//
// Pointing at one, or at its line, chooses it for the moment, as PointedChoice does; pressing chooses it for good. They
// are one group in the order of the tab key, in which arrow keys move.

import { element } from "../dom.js";
import { reportInteraction } from "../events.js";
import { placeOfPointer } from "./geometry.js";
import { PointedChoice } from "./pointed_choice.js";
import { axesOf } from "./trace_elements.js";

/** @import { Choice } from "../controls/choice.js" */
/** @import { FigureSpec, OptionsSpec, Trace } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

/** @typedef {readonly [x: number, y: number]} Place in pixels from the corner of the plot */

const REACH = 9; // pixels from a line that still mean it
/** @type {Readonly<Record<string, number>>} */
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The options of one trace. */
export class OptionMarks {
  #plot;
  #spec;
  #choice;
  #pointed;
  #group;
  /** @type {readonly Trace[]} */
  #data = [];
  /** @type {HTMLElement[]} */
  #marks = [];
  /** @type {readonly number[] | null} where the marks are, as the trace says it; null: nowhere yet, or the plot has another size */
  #placed = null;

  /**
   * @param {Plot} plot
   * @param {OptionsSpec} spec
   * @param {Choice} choice
   */
  constructor(plot, spec, choice) {
    this.#plot = plot;
    this.#spec = spec;
    this.#choice = choice;
    this.#pointed = new PointedChoice(choice, plot);
    this.#group = element("div", { role: "radiogroup", "aria-label": choice.label });
    plot.parentElement?.append(this.#group);
    if (spec.lines === undefined) return;
    plot.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse" && !event.buttons) this.#point(this.#lineAt(event));
    });
    plot.addEventListener("pointerleave", () => this.#point(-1));
    plot.addEventListener("click", (event) => this.#press(this.#lineAt(event)));
  }

  /** Follow a drawing. @param {FigureSpec} [figure] by default as before, and the plot has another size */
  onDraw(figure) {
    if (figure) this.#data = figure.data;
    else this.#placed = null;
    const trace = this.#data[this.#spec.trace];
    if (!trace) return;
    if (trace.y !== this.#placed) this.#place(trace);
    this.refresh();
  }

  // The places of most options never change.
  /** @param {Trace} trace */
  #place(trace) {
    while (this.#marks.length > trace.y.length) this.#marks.pop()?.remove();
    while (this.#marks.length < trace.y.length) this.#add(this.#marks.length);
    for (const [index, [x, y]] of this.#places(trace).entries()) {
      const mark = this.#marks[index];
      if (mark) mark.style.translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
    }
    this.#placed = axesOf(this.#plot, trace) ? trace.y : null;
  }

  /** Follow the choice. */
  refresh() {
    const chosen = Number(this.#choice.value);
    for (const [index, mark] of this.#marks.entries()) {
      const attributes = { checked: String(index === chosen), label: this.#choice.texts[index] ?? "" };
      for (const [attribute, text] of Object.entries(attributes)) {
        if (mark.getAttribute(`aria-${attribute}`) !== text) mark.setAttribute(`aria-${attribute}`, text);
      }
      mark.tabIndex = index === chosen ? 0 : -1;
    }
  }

  /** @param {number} index */
  #add(index) {
    const mark = element("div", { className: "stage-option-mark", role: "radio" });
    mark.onpointerenter = ({ pointerType, buttons }) => pointerType === "mouse" && !buttons && this.#point(index);
    mark.onpointerleave = () => this.#point(-1);
    mark.onclick = () => this.#press(index);
    mark.onkeydown = (event) => this.#onKey(event, index);
    this.#marks.push(mark);
    this.#group.append(mark);
  }

  /** @param {number} index -1: nothing is pointed at */
  #point(index) {
    this.#plot.classList.toggle("stage-at-option", index >= 0);
    this.#pointed.point(index < 0 ? null : index);
  }

  /** @param {number} index */
  #press(index) {
    if (index < 0) return;
    reportInteraction(this.#choice);
    this.#pointed.press(index);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} index
   */
  #onKey(event, index) {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    const count = this.#marks.length;
    const ends = new Map([
      ["Home", 0],
      ["End", count - 1],
      [" ", index],
      ["Enter", index],
    ]);
    const step = STEPS[key];
    const next = ends.get(key) ?? (step === undefined ? null : (index + step + count) % count);
    if (next === null) return;
    event.preventDefault();
    this.#press(next);
    this.refresh();
    this.#marks[next]?.focus();
  }

  /**
   * Return the places of the points of a trace.
   *
   * @param {Trace} trace
   * @returns {readonly Place[]}
   */
  #places(trace) {
    const axes = axesOf(this.#plot, trace);
    if (!axes) return [];
    const { xaxis, yaxis } = axes;
    return trace.y.map((y, index) => [
      xaxis._offset + xaxis.d2p(trace.x?.[index] ?? Number.NaN),
      yaxis._offset + yaxis.d2p(y),
    ]);
  }

  /**
   * Return the option whose line is nearest to a pointer, or -1.
   *
   * @param {MouseEvent} event
   */
  #lineAt(event) {
    const { left, top } = placeOfPointer(this.#plot, event);
    const first = this.#spec.lines ?? 0;
    const lines = this.#data.slice(first, first + this.#marks.length);
    let [nearest, shortest] = [-1, REACH];
    for (const [index, trace] of lines.entries()) {
      const [start, end] = this.#places(trace);
      if (!start || !end) continue;
      const distance = distanceToLine([left, top], start, end) - (trace.line?.width ?? 0) / 2;
      if (distance < shortest) [nearest, shortest] = [index, distance];
    }
    return nearest;
  }

  close() {
    this.#group.remove();
  }
}

/**
 * @param {Place} point
 * @param {Place} start
 * @param {Place} end
 */
function distanceToLine([x, y], [x0, y0], [x1, y1]) {
  const [alongX, alongY] = [x1 - x0, y1 - y0];
  const share = ((x - x0) * alongX + (y - y0) * alongY) / (alongX ** 2 + alongY ** 2 || 1);
  if (share < 0 || share > 1) return Infinity;
  return Math.hypot(x - x0 - share * alongX, y - y0 - share * alongY);
}
