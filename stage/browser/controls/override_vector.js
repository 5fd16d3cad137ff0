// A vector control that shows the numbers of the frame until a reader sets one of them (Python: `Vector(override=True)`).

import { element, register } from "../dom.js";
import { reportInteraction } from "../events.js";
import { Vector } from "./vector.js";

/** @import { ControlUpdate, VectorSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/** A vector whose value is empty while it shows the numbers of the frame. */
export class OverrideVector extends Vector {
  /** @type {readonly number[]} */
  #readerNumbers = [];
  /** @type {readonly string[]} */
  #labels = [];

  /**
   * @param {string} name
   * @param {VectorSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    const { start_from_seed: reset } = this.words;
    this.resetButton = element("button", { type: "button", textContent: reset, hidden: true });
    this.resetButton.onclick = () => this.#reset();
    this.head.append(this.resetButton);
    this.note = element("p", { className: "stage-note", hidden: true });
    this.head.before(this.note);
  }

  /** @override */
  get value() {
    return this.#readerNumbers;
  }

  /** @override */
  set value(value) {
    this.#readerNumbers = [...value];
    this.resetButton.hidden = !value.length;
  }

  /** @override */
  get hasOwnLength() {
    return false;
  }

  /** @override @param {number} index */
  itemLabel(index) {
    return this.#labels[index] ?? "";
  }

  /** @override */
  labelSliders() {
    this.sliders.forEach((slider, index) => slider.setLabel(this.itemLabel(index)));
  }

  /**
   * @override
   * @param {readonly number[]} numbers
   */
  set(numbers) {
    super.set(numbers);
    this.value = numbers;
  }

  /** @override */
  keep() {
    this.value = this.shown;
  }

  /**
   * Show the numbers of the frame, unless a slider moves.
   *
   * @override
   * @param {ControlUpdate} update
   */
  update(update) {
    super.update(update);
    const { labels = [], values = [], min = this.spec.min, max = this.spec.max, note = "", reset = "" } = update;
    this.#labels = labels;
    if (this.note.textContent !== note) this.note.textContent = note;
    this.note.hidden = !note;
    if (reset) this.resetButton.textContent = reset;
    this.head.hidden = !values.length;
    if (this.movingSlider) return;
    this.ends = /** @type {const} */ ([min, max]);
    for (const slider of this.sliders) slider.setEnds(min, max);
    if (values.join() !== this.shown.join()) this.show(values);
    this.labelSliders();
  }

  #reset() {
    reportInteraction(this);
    this.value = [];
    this.fire(true);
  }
}

register("stage-override-vector", OverrideVector);
