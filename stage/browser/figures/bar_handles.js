// Handles at the ends of bars: dragged or stepped by keys, they set the numbers of a vector.
//
// A handle of probabilities sets the logit of its class: with all other logits held, ln(p / (1 - p)) grows by z / T.

import { element, format } from "../dom.js";
import { fireValueEvent, reportInteraction } from "../events.js";
import { clamp } from "../parse_numbers.js";
import { axesOf } from "./trace_elements.js";

/** @import { Vector } from "../controls/vector.js" */
/** @import { HandleSpec, Trace, Words } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

const KEY_STEP = 0.1;
const PAGE = 10; // steps
const DECIMALS = { number: 1, probability: 2 }; // of a number that a handle sets
const MIN_PROBABILITY = 1e-4;
/** @type {Readonly<Record<string, number>>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE };

/** The handles of one trace of bars. */
export class BarHandles {
  #plot;
  #spec;
  #vector;
  #temperature;
  #words;
  /** @type {readonly Trace[]} */
  #data = [];
  /** @type {HTMLElement[]} */
  #handles = [];

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
    this.#vector = vector;
    this.#temperature = temperature;
    this.#words = words;
  }

  /**
   * Follow a drawing.
   *
   * @param {readonly Trace[]} [data] by default as before
   */
  onDraw(data = this.#data) {
    this.#data = data;
    const trace = data[this.#spec.trace];
    const axes = trace && axesOf(this.#plot, trace);
    if (!trace || !axes) return;
    const values = trace.x ?? [];
    while (this.#handles.length > values.length) this.#handles.pop()?.remove();
    while (this.#handles.length < values.length) this.#add(this.#handles.length);
    const { offsetLeft, offsetTop } = this.#plot;
    this.#handles.forEach((handle, index) => {
      const value = values[index] ?? 0;
      const left = offsetLeft + axes.xaxis._offset + axes.xaxis.d2p(value);
      const top = offsetTop + axes.yaxis._offset + axes.yaxis.d2p(trace.y[index] ?? 0);
      handle.style.translate = `${left.toFixed(1)}px ${top.toFixed(1)}px`;
      this.#describe(handle, index, value);
    });
  }

  /**
   * @param {HTMLElement} handle
   * @param {number} index
   * @param {number} value
   */
  #describe(handle, index, value) {
    const { kind } = this.#spec;
    const sentence = kind === "probability" ? this.#words.probability_handle : this.#words.number_handle;
    handle.setAttribute("aria-label", format(sentence, { label: this.#vector.itemLabel(index) }));
    handle.setAttribute("aria-valuenow", value.toFixed(3));
  }

  /** @param {number} index */
  #add(index) {
    const { kind } = this.#spec;
    const [min, max] = kind === "probability" ? [0, 1] : this.#vector.ends;
    const handle = element("div", { className: `stage-handle stage-${kind}-handle`, role: "slider", tabIndex: 0 });
    handle.dataset.class = String(index);
    handle.setAttribute("aria-valuemin", String(min));
    handle.setAttribute("aria-valuemax", String(max));
    handle.onpointerdown = (event) => this.#press(event, handle);
    handle.onpointermove = (event) => handle.hasPointerCapture(event.pointerId) && this.#drag(event, index, false);
    handle.onpointerup = (event) => handle.hasPointerCapture(event.pointerId) && this.#drag(event, index, true);
    handle.onkeydown = (event) => this.#step(event, index);
    this.#handles.push(handle);
    this.#plot.after(handle);
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
    const trace = this.#data[this.#spec.trace];
    const axes = trace && axesOf(this.#plot, trace);
    if (!axes) return;
    const value = axes.xaxis.p2d(event.clientX - this.#plot.getBoundingClientRect().left - axes.xaxis._offset);
    this.#set(index, this.#spec.kind === "probability" ? this.#logitFor(index, value) : value, isFinal);
  }

  /**
   * Return the logit with which a class has a probability, from the frame that is shown.
   *
   * @param {number} index
   * @param {number} wanted
   */
  #logitFor(index, wanted) {
    const [p, z] = [this.#spec.trace, this.#spec.logits ?? 0].map((trace) => this.#data[trace]?.x?.[index] ?? 0);
    return (z ?? 0) + this.#temperature() * (logOdds(wanted) - logOdds(p ?? 0));
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
    this.#set(index, (this.#vector.value[index] ?? 0) + steps * KEY_STEP, true);
  }

  /**
   * @param {number} index
   * @param {number} value
   * @param {boolean} isFinal
   */
  #set(index, value, isFinal) {
    const rounded = Number(clamp(value, this.#vector.ends).toFixed(DECIMALS[this.#spec.kind]));
    const slider = this.#vector.sliders[index];
    if (!slider) return;
    slider.value = rounded;
    fireValueEvent(slider, isFinal);
  }

  close() {
    for (const handle of this.#handles) handle.remove();
  }
}

/** @param {number} probability */
function logOdds(probability) {
  const p = clamp(probability, [MIN_PROBABILITY, 1 - MIN_PROBABILITY]);
  return Math.log(p / (1 - p));
}
