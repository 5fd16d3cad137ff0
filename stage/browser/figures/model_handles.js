// A linear classifier is dragged in its plane: its lines and the tips of its weight vectors have handles.
//
// The handles take no pointer events, so that points below them can still be pointed at: `gripUnder` says what is meant.

import { element } from "../dom.js";
import { reportInteraction, requestLoad } from "../events.js";
import { axisRanges, dataAt, pixelsOfPointer } from "./geometry.js";
import { gripUnder } from "./model_grips.js";
import { settingsOfKey } from "./model_keys.js";
import { describe, marksOf, numbersOf, pixelsAt, settingsOf } from "./model_marks.js";
import { VectorDrag, setNumbers } from "./vector_drag.js";

/** @import { Points } from "../controls/points.js" */
/** @import { Vector } from "../controls/vector.js" */
/** @import { FigureSpec, ModelSpec, Trace, Words } from "../wire.d.ts" */
/** @import { Pixels } from "./geometry.js" */
/** @import { Setting } from "./model_geometry.js" */
/** @import { Grip } from "./model_grips.js" */
/** @import { Mark } from "./model_marks.js" */
/** @import { Plot } from "./plotly.d.ts" */

const MIN_DRAG = 4; // pixels; less is a click, which may add a point

/** @typedef {{ grip: Grip, press: Pixels, pointerId: number, drag: VectorDrag, query: string }} Held */

/** The handles of the lines and weight vectors of one plane. */
export class ModelHandles {
  #plot;
  #vector;
  #points;
  #words;
  #query;
  /** @type {ModelSpec | null} null while nothing can be dragged */
  #spec = null;
  /** @type {readonly Trace[]} */
  #data = [];
  /** @type {readonly Mark[]} */
  #marks = [];
  /** @type {Map<string, HTMLElement>} by the kind and the classes of its mark */
  #handles = new Map();
  /** @type {readonly number[]} when something was held: what a drag sets depends only on where it is dragged to */
  #numbers = [];
  /** @type {Held | null} */
  #held = null;
  #hasDragged = false;
  #isAhead = false; // what was set last is not drawn yet

  /**
   * @param {Plot} plot
   * @param {Vector} vector of weights and biases
   * @param {Points | undefined} points that may be edited in the plot
   * @param {() => string} query the state, to which a cancelled drag returns
   * @param {Words} words
   */
  constructor(plot, vector, points, query, words) {
    this.#plot = plot;
    this.#vector = vector;
    this.#points = points;
    this.#query = query;
    this.#words = words;
    // Before those of the points, which do not get what is meant for a handle.
    plot.addEventListener("pointerdown", (event) => this.#press(event), true);
    plot.addEventListener("pointermove", (event) => this.#move(event), true);
    plot.addEventListener("pointerup", (event) => this.#release(event), true);
    plot.addEventListener("pointercancel", (event) => this.#cancel(event), true);
    plot.addEventListener("pointerleave", () => this.#light(null));
    plot.addEventListener("click", (event) => this.#hasDragged && event.stopImmediatePropagation(), true);
    plot.addEventListener("touchstart", (event) => this.#touch(event), { capture: true, passive: false });
  }

  /**
   * Follow a drawing.
   *
   * @param {FigureSpec} [figure] by default as before, and the plot has another size
   */
  onDraw(figure) {
    if (figure) [this.#spec, this.#data] = [figure.layout.meta?.model ?? null, figure.data];
    this.#marks = this.#spec && this.#vector.shown.length ? marksOf(this.#plot, this.#data) : [];
    const known = new Set(this.#marks.map(keyOf));
    const held = this.#held && keyOf(this.#held.grip.mark);
    for (const [key, handle] of this.#handles) if (!known.has(key)) handle.hidden = key !== held;
    for (const mark of this.#marks) {
      const key = keyOf(mark);
      const handle = this.#handles.get(key) ?? this.#add(mark);
      handle.hidden = false;
      if (key !== held) place(handle, pixelsAt(this.#plot, mark.place));
    }
    this.#describe();
  }

  /** Everything that was set is drawn. */
  refresh() {
    this.#isAhead = false;
    this.#describe();
  }

  /** The weights that the next change starts from: changes may come faster than frames. */
  get #present() {
    return this.#isAhead ? this.#vector.value : this.#drawn;
  }

  /** The weights that are drawn. */
  get #drawn() {
    return numbersOf(this.#data) ?? this.#vector.shown;
  }

  #describe() {
    const spec = this.#spec;
    if (!spec) return;
    const numbers = this.#drawn;
    for (const mark of this.#marks) {
      const handle = this.#handles.get(keyOf(mark));
      const attributes = describe(spec, numbers, mark, this.#words, this.#vector.spec.max);
      for (const [name, text] of Object.entries(attributes)) {
        if (handle && handle.getAttribute(`aria-${name}`) !== text) handle.setAttribute(`aria-${name}`, text);
      }
    }
  }

  /** @param {Mark} mark */
  #add(mark) {
    const className = `stage-handle stage-${mark.kind}-handle`;
    const handle = element("div", { className, role: "slider", tabIndex: 0 });
    if (mark.kind === "vector") handle.dataset.class = String(mark.classes[0]);
    handle.onkeydown = (event) => this.#onKey(event, keyOf(mark));
    this.#handles.set(keyOf(mark), handle);
    this.#plot.parentElement?.append(handle);
    return handle;
  }

  /** @param {{ clientX: number, clientY: number, pointerType?: string }} event */
  #gripUnder(event) {
    return this.#spec && gripUnder(this.#plot, this.#marks, this.#points?.isEditable ?? false, event);
  }

  /** @param {PointerEvent} event */
  #press(event) {
    this.#hasDragged = false;
    const press = pixelsOfPointer(this.#plot, event);
    const grip = this.#held || event.button !== 0 ? null : this.#gripUnder(event);
    if (!grip || !press) return;
    event.preventDefault(); // Plotly would cover the page until the button is released
    if (grip.isAtPoint) event.stopImmediatePropagation(); // elsewhere a click adds a point, if nothing is dragged
    this.#plot.setPointerCapture(event.pointerId);
    this.#handles.get(keyOf(grip.mark))?.focus({ preventScroll: true });
    reportInteraction(this.#vector);
    this.#numbers = this.#present;
    const drag = new VectorDrag(this.#vector, 0, event, MIN_DRAG);
    this.#held = { grip, press, pointerId: event.pointerId, drag, query: this.#query() };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const held = this.#held;
    const spec = this.#spec;
    if (!held) {
      if (!event.buttons) this.#light(this.#gripUnder(event));
      return;
    }
    const pointer = pixelsOfPointer(this.#plot, event);
    if (!spec || !pointer || event.pointerId !== held.pointerId || !held.drag.follows(event)) return;
    const { grip, press } = held;
    const { kind } = grip.mark;
    const at = { left: grip.at.left + pointer.left - press.left, top: grip.at.top + pointer.top - press.top };
    this.#set(settingsOf(spec, this.#numbers, grip.mark, dataAt(this.#plot, at)), false);
    const handle = this.#handles.get(keyOf(grip.mark));
    if (handle && (grip.isHandle || kind !== "line")) place(handle, at);
  }

  /** @param {PointerEvent} event */
  #release(event) {
    const held = this.#held;
    if (held?.pointerId !== event.pointerId) return;
    this.#held = null;
    this.#hasDragged = held.drag.hasMoved;
    if (held.drag.hasMoved || held.grip.isAtPoint) event.stopImmediatePropagation();
    held.drag.release();
  }

  // The touch turned into something else: the state returns to what it was, its step too.
  /** @param {PointerEvent} event */
  #cancel(event) {
    const held = this.#held;
    if (held?.pointerId !== event.pointerId) return;
    this.#held = null;
    this.#isAhead = false;
    if (held.drag.hasMoved) requestLoad(this.#plot, held.query);
  }

  /** Keep the page from scrolling where a handle is touched. @param {TouchEvent} event */
  #touch(event) {
    const [touch] = event.touches;
    if (touch && event.touches.length === 1 && this.#gripUnder(touch)) event.preventDefault();
  }

  /** Show what a pointer would grab. @param {Grip | null} grip */
  #light(grip) {
    this.#plot.classList.toggle("stage-at-handle", grip !== null);
    const lit = grip && keyOf(grip.mark);
    for (const [key, handle] of this.#handles) handle.classList.toggle("stage-near", key === lit);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} key of the mark
   */
  #onKey(event, key) {
    const mark = this.#marks.find((each) => keyOf(each) === key);
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    this.#numbers = this.#present;
    const settings = this.#spec && settingsOfKey(event, this.#spec, this.#numbers, mark, axisRanges(this.#plot));
    if (!settings) return;
    event.preventDefault();
    reportInteraction(this.#vector);
    this.#set(settings, true);
  }

  /**
   * @param {readonly Setting[]} settings
   * @param {boolean} isFinal
   */
  #set(settings, isFinal) {
    const { min, max } = this.#vector.spec;
    if (!settings.length) return;
    this.#isAhead = true;
    setNumbers(this.#vector, this.#numbers, settings, isFinal, [min, max]);
  }

  close() {
    for (const handle of this.#handles.values()) handle.remove();
  }
}

/** @param {Mark} mark */
function keyOf({ kind, classes }) {
  return `${kind} ${classes.join()}`;
}

/**
 * @param {HTMLElement} handle
 * @param {Pixels} at
 */
function place(handle, { left, top }) {
  handle.style.translate = `${left.toFixed(1)}px ${top.toFixed(1)}px`;
}
