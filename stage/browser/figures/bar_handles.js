// Handles of bars: dragged or stepped by keys, they set the numbers of a vector.

import { element } from "../dom.js";
import { reportInteraction } from "../events.js";
import { clamp } from "../parse_numbers.js";
import { HANDLE_KINDS } from "./handle_kinds.js";
import { axesOf } from "./trace_elements.js";

/** @import { Vector } from "../controls/vector.js" */
/** @import { HandleSpec, Trace, Words } from "../wire.d.ts" */
/** @import { Bars, Setting } from "./handle_kinds.js" */
/** @import { Plot } from "./plotly.d.ts" */

const PAGE = 10; // steps
/** @type {Readonly<Record<string, number>>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE };

/** The handles of one trace of bars. */
export class BarHandles {
  #plot;
  #spec;
  #kind;
  #vector;
  #temperature;
  #words;
  /** @type {readonly Trace[]} */
  #data = [];
  /** @type {HTMLElement[]} */
  #handles = [];
  /** @type {readonly [left: number, top: number] | null} of the plot; to read it takes a layout of the page */
  #corner = null;

  /**
   * @param {Plot} plot
   * @param {HandleSpec} spec
   * @param {Vector} vector whose numbers are set
   * @param {() => number} temperature
   * @param {Words} words
   */
  constructor(plot, spec, vector, temperature, words) {
    this.#plot = plot;
    this.#spec = spec;
    this.#kind = HANDLE_KINDS[spec.kind];
    this.#vector = vector;
    this.#temperature = temperature;
    this.#words = words;
  }

  get #trace() {
    return this.#data[this.#spec.trace];
  }

  /** The bars as they are drawn. @returns {Bars} */
  get #bars() {
    const logits = this.#data[this.#spec.logits]?.x ?? [];
    return { lengths: this.#trace?.x ?? [], logits, temperature: this.#temperature() };
  }

  /**
   * Follow a drawing.
   *
   * @param {readonly Trace[]} [data] by default as before, and the plot has another size
   */
  onDraw(data) {
    if (data) this.#data = data;
    else this.#corner = null;
    const trace = this.#trace;
    const axes = trace && axesOf(this.#plot, trace);
    if (!trace || !axes) return;
    const bars = this.#bars;
    const count = this.#kind.count(bars.lengths.length);
    while (this.#handles.length > count) this.#handles.pop()?.remove();
    while (this.#handles.length < count) this.#add(this.#handles.length);
    this.#corner ??= [this.#plot.offsetLeft, this.#plot.offsetTop];
    const [offsetLeft, offsetTop] = this.#corner;
    this.#handles.forEach((handle, index) => {
      const value = this.#kind.at(bars, index);
      const left = offsetLeft + axes.xaxis._offset + axes.xaxis.d2p(value);
      const top = offsetTop + axes.yaxis._offset + axes.yaxis.d2p(trace.y[index] ?? 0);
      handle.style.translate = `${left.toFixed(1)}px ${top.toFixed(1)}px`;
      handle.hidden = !this.#kind.isShown(bars, index);
      this.#describe(handle, index, value, this.#kind.ends(bars, this.#vector.ends));
    });
  }

  /**
   * @param {HTMLElement} handle
   * @param {number} index
   * @param {number} value
   * @param {readonly [number, number]} ends
   */
  #describe(handle, index, value, [min, max]) {
    const name = this.#kind.name(this.#words, index, (at) => this.#vector.itemLabel(at));
    const attributes = { label: name, valuemin: String(min), valuemax: String(max), valuenow: value.toFixed(3) };
    for (const [attribute, text] of Object.entries(attributes)) {
      if (handle.getAttribute(`aria-${attribute}`) !== text) handle.setAttribute(`aria-${attribute}`, text);
    }
  }

  /** @param {number} index */
  #add(index) {
    const { kind } = this.#spec;
    const handle = element("div", { className: `stage-handle stage-${kind}-handle`, role: "slider", tabIndex: 0 });
    if (kind !== "divider") handle.dataset.class = String(index);
    handle.onpointerdown = (event) => this.#press(event, handle);
    handle.onpointermove = (event) => handle.hasPointerCapture(event.pointerId) && this.#drag(event, index, false);
    handle.onpointerup = (event) => handle.hasPointerCapture(event.pointerId) && this.#drag(event, index, true);
    handle.onkeydown = (event) => this.#step(event, index);
    this.#handles.push(handle);
    this.#plot.parentElement?.append(handle);
  }

  /**
   * @param {PointerEvent} event
   * @param {HTMLElement} handle
   */
  #press(event, handle) {
    if (event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    event.preventDefault();
    reportInteraction(this.#vector);
  }

  /**
   * @param {PointerEvent} event
   * @param {number} index
   * @param {boolean} isFinal
   */
  #drag(event, index, isFinal) {
    const axes = this.#trace && axesOf(this.#plot, this.#trace);
    if (!axes) return;
    const wanted = axes.xaxis.p2d(event.clientX - this.#plot.getBoundingClientRect().left - axes.xaxis._offset);
    this.#set(this.#kind.settings(this.#bars, index, wanted), isFinal);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} index
   */
  #step(event, index) {
    const steps = (STEPS[event.key] ?? 0) * (event.shiftKey ? PAGE : 1);
    if (!steps || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    reportInteraction(this.#vector);
    this.#set(this.#kind.step(this.#bars, index, steps), true);
  }

  /**
   * @param {readonly Setting[]} settings
   * @param {boolean} isFinal
   */
  #set(settings, isFinal) {
    const [first] = settings;
    if (!first) return;
    let numbers = this.#vector.value;
    for (const [index, logit] of settings) numbers = numbers.with(index, clamp(logit, this.#vector.ends));
    this.#vector.move(numbers, first[0], isFinal);
  }

  close() {
    for (const handle of this.#handles) handle.remove();
  }
}
