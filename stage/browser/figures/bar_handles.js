// Handles of bars: dragged or stepped by keys, they set the numbers of a vector.

import { element } from "../dom.js";
import { reportInteraction } from "../events.js";
import { stepsOfKey } from "../step_keys.js";
import { placeOfPointer } from "./geometry.js";
import { HANDLE_KINDS } from "./handle_kinds.js";
import { axesOf } from "./trace_elements.js";
import { VectorDrag, setNumbers } from "./vector_drag.js";

/** @import { Vector } from "../controls/vector.js" */
/** @import { FigureSpec, HandleSpec, Trace, Words } from "../wire.d.ts" */
/** @import { Bars, Setting } from "./handle_kinds.js" */
/** @import { Plot } from "./plotly.d.ts" */

/**
 * What is held since the pointer was pressed.
 *
 * @typedef {object} Held
 * @property {number} index of the handle
 * @property {number} offset pixels from the middle of the handle to the pointer
 * @property {Bars} bars
 * @property {VectorDrag} drag
 */

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
  /** @type {Held | null} */
  #held = null;

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
   * @param {FigureSpec} [figure] by default as before, and the plot has another size
   */
  onDraw(figure) {
    if (figure) this.#data = figure.data;
    const trace = this.#trace;
    const axes = trace && axesOf(this.#plot, trace);
    if (!trace || !axes) return;
    const bars = this.#bars;
    const count = this.#kind.count(bars.lengths.length);
    while (this.#handles.length > count) this.#handles.pop()?.remove();
    while (this.#handles.length < count) this.#add(this.#handles.length);
    this.#handles.forEach((handle, index) => {
      const value = this.#kind.at(bars, index);
      const left = axes.xaxis._offset + axes.xaxis.d2p(value);
      const top = axes.yaxis._offset + axes.yaxis.d2p(trace.y[index] ?? 0);
      handle.style.translate = `${left.toFixed(1)}px ${top.toFixed(1)}px`;
      handle.hidden = !Number.isFinite(trace.y[index] ?? Number.NaN) || !this.#kind.isShown(bars, index);
      this.#describe(handle, bars, index, value);
    });
  }

  /** Follow the names of the vector's items. */
  refresh() {
    const bars = this.#bars;
    this.#handles.forEach((handle, index) => this.#describe(handle, bars, index, this.#kind.at(bars, index)));
  }

  /**
   * @param {HTMLElement} handle
   * @param {Bars} bars
   * @param {number} index
   * @param {number} value
   */
  #describe(handle, bars, index, value) {
    const label = this.#kind.name(this.#words, index, (at) => this.#vector.itemLabel(at));
    const [valuemin, valuemax, valuenow] = [...this.#kind.range(bars, this.#vector.ends), value].map((number) =>
      number.toFixed(3),
    );
    const attributes = { label, valuemin, valuemax, valuenow, valuetext: this.#kind.text(bars, index) };
    for (const [attribute, text = ""] of Object.entries(attributes)) {
      if (handle.getAttribute(`aria-${attribute}`) !== text) handle.setAttribute(`aria-${attribute}`, text);
    }
  }

  /** @param {number} index */
  #add(index) {
    const { kind, classes } = this.#spec;
    const handle = element("div", { className: `stage-handle stage-${kind}-handle`, role: "slider", tabIndex: 0 });
    if (kind !== "divider") handle.dataset.class = String(classes?.[index] ?? index);
    handle.onpointerdown = (event) => this.#press(event);
    handle.onpointermove = (event) => this.#drag(event);
    handle.onpointerup = () => this.#release();
    handle.onpointercancel = () => this.#cancel();
    handle.onkeydown = (event) => this.#onKey(event, index);
    this.#handles.push(handle);
    this.#plot.parentElement?.append(handle);
  }

  // Where handles lie over each other, the one that is nearest is grabbed, where its middle is from the pointer.
  /** @param {PointerEvent} event */
  #press(event) {
    const { button, clientX, pointerId, currentTarget } = event;
    if (button !== 0 || !(currentTarget instanceof HTMLElement)) return;
    const { top } = currentTarget.getBoundingClientRect();
    const [nearest] = this.#handles
      .map((handle, index) => ({ handle, index, box: handle.getBoundingClientRect() }))
      .filter(({ handle, box }) => !handle.hidden && box.top === top)
      .map(({ handle, index, box }) => ({ handle, index, offset: clientX - (box.left + box.right) / 2 }))
      .toSorted((one, other) => Math.abs(one.offset) - Math.abs(other.offset));
    if (!nearest) return;
    const { handle, index, offset } = nearest;
    handle.setPointerCapture(pointerId);
    handle.focus({ preventScroll: true });
    reportInteraction(this.#vector);
    this.#held = { index, offset, bars: this.#bars, drag: new VectorDrag(this.#vector, index, event) };
  }

  // The bars as they were pressed: what a drag sets depends on where the pointer is, and not on how it came there.
  /** @param {PointerEvent} event */
  #drag(event) {
    const axes = this.#trace && axesOf(this.#plot, this.#trace);
    const held = this.#held;
    if (!axes || !held?.drag.follows(event)) return;
    const { xaxis } = axes;
    const grabbed = { clientX: event.clientX - held.offset, clientY: event.clientY };
    const wanted = xaxis.p2d(placeOfPointer(this.#plot, grabbed).left - xaxis._offset);
    setNumbers(this.#vector, this.#vector.shown, this.#kind.settings(held.bars, held.index, wanted), false);
  }

  #release() {
    this.#held?.drag.release();
    this.#held = null;
  }

  // The touch turned into scrolling of the page: the numbers return to what they were.
  #cancel() {
    this.#held?.drag.cancel();
    this.#held = null;
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} index
   */
  #onKey(event, index) {
    const settings = this.#settingsOfKey(event, index);
    if (!settings || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    reportInteraction(this.#vector);
    setNumbers(this.#vector, this.#vector.shown, settings, true);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} index
   * @returns {readonly Setting[] | null}
   */
  #settingsOfKey(event, index) {
    const { key } = event;
    const bars = this.#bars;
    const [first, last] = this.#kind.range(bars, this.#vector.ends);
    if (key === "Home") return this.#kind.settings(bars, index, first);
    if (key === "End") return this.#kind.settings(bars, index, last);
    const steps = stepsOfKey(event);
    return steps === null ? null : this.#kind.step(bars, index, steps);
  }

  close() {
    for (const handle of this.#handles) handle.remove();
  }
}
