// A control for several numbers: a slider for each, and a text box in which all are typed or pasted.

import { element, format, register } from "../dom.js";
import { reportInteraction, notifyAtField } from "../events.js";
import { isAmbiguous, parseNumber, parseNumbers } from "../parse_numbers.js";
import { finishTyping, revertOnEscape, showText } from "../text_box.js";
import { Control } from "./control.js";
import { normalized, rescaled } from "./distribution.js";
import { Names } from "./names.js";
import { NumberSlider } from "./number_slider.js";
import { readTyped } from "./typed_numbers.js";

/** @import { Sentence, VectorSpec } from "../wire.d.ts" */
/** @import { Controls, Texts } from "./control.js" */

/**
 * A vector whose length a reader changes, or which has the length of the vector that it is like.
 *
 * @extends {Control<VectorSpec>}
 */
export class Vector extends Control {
  #itemLabel;
  #typedRange;
  #list;
  #removeButton;
  #addButton;
  /** @type {Vector | undefined} the vector that has the same items */
  #model;
  /** @type {Names | undefined} */
  #names;
  /** @type {Control | undefined} the choice that follows the number that was changed last */
  #focus;
  /** @type {readonly number[]} */
  #numbers = [];
  /** @type {readonly number[]} the numbers before one of them was moved, whose proportions a distribution keeps */
  #numbersBeforeMove = [];
  /** @type {NumberSlider | null} the slider that moves */
  movingSlider = null;
  /** @type {NumberSlider[]} */
  sliders = [];

  /**
   * @param {string} name
   * @param {VectorSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.#typedRange = /** @type {const} */ ([spec.min, spec.max]);
    /** @type {readonly [min: number, max: number]} of the sliders */
    this.ends = this.#typedRange;
    this.#itemLabel = texts.labels.item ?? /** @type {Sentence<"index">} */ ("");
    this.allBox = this.#makeAllBox();
    this.head = element("div", { className: "stage-vector-head" }, this.allBox);
    this.#list = element("div", { className: "stage-sliders" });
    const { add_class: add, remove_class: remove } = this.words;
    this.#removeButton = element("button", { type: "button", textContent: "−", "aria-label": remove });
    this.#addButton = element("button", { type: "button", textContent: "+", "aria-label": add });
    this.#removeButton.onclick = () => this.#resize(this.#numbers.length - 1);
    this.#addButton.onclick = () => this.#resize(this.#numbers.length + 1);
    if (this.hasOwnLength) this.head.append(this.#removeButton, this.#addButton);
    this.append(element("fieldset", {}, element("legend", { textContent: this.label }), this.head, this.#list));
  }

  #makeAllBox() {
    const box = element("input", { type: "text", autocomplete: "off", spellcheck: false });
    box.className = "stage-all-values";
    box.setAttribute("aria-label", format(this.words.all_values, { label: this.label }));
    box.onchange = () => this.#onTyped();
    revertOnEscape(box, () => this.#numbers.join(", "));
    return box;
  }

  /** @returns {readonly number[]} */
  get value() {
    return this.#numbers;
  }

  set value(value) {
    this.show(value);
  }

  /** @override */
  get text() {
    return this.value.join(",");
  }

  /** Whether a reader can change the number of items. */
  get hasOwnLength() {
    return this.spec.same_length_as === null;
  }

  /** How many numbers can be typed. */
  get lengths() {
    return this.hasOwnLength ? this.spec.lengths : /** @type {const} */ ([this.#numbers.length, this.#numbers.length]);
  }

  /**
   * @override
   * @param {Controls} controls
   */
  link(controls) {
    super.link(controls);
    const { same_length_as: modelName, names_field: namesName } = this.spec;
    const model = modelName === null ? undefined : controls.get(modelName);
    const names = namesName === null ? undefined : controls.get(namesName);
    if (model instanceof Vector) this.#model = model;
    if (names instanceof Names) this.#names = names;
    if (this.spec.focus_field !== null) this.#focus = controls.get(this.spec.focus_field);
  }

  /** Return what an item is called. @param {number} index @returns {string} */
  itemLabel(index) {
    if (this.#model) return this.#model.itemLabel(index);
    return this.#names?.value[index] || format(this.#itemLabel, { index });
  }

  /** Take over the length of the vector that this one is like, and the names of the items. @override */
  refresh() {
    super.refresh();
    const length = this.#model?.value.length;
    if (length !== undefined && length !== this.#numbers.length) this.value = this.#resized(length);
    this.labelSliders();
  }

  /** Two vectors have the same items: the labels of the one that follows begin with its own. */
  labelSliders() {
    this.sliders.forEach((slider, index) => {
      const item = this.itemLabel(index);
      slider.setLabel(item, this.#model ? `${this.label}, ${item}` : item);
    });
  }

  /**
   * Show numbers, a slider for each.
   *
   * @param {readonly number[]} numbers
   */
  show(numbers) {
    this.#numbers = [...numbers];
    while (this.sliders.length > numbers.length) this.sliders.pop()?.remove();
    while (this.sliders.length < numbers.length) this.#addSlider();
    this.sliders.forEach((slider, index) => (slider.value = numbers[index] ?? 0));
    showText(this.allBox, this.#numbers.join(", "));
    const [min, max] = this.spec.lengths;
    this.#removeButton.disabled = numbers.length <= min;
    this.#addButton.disabled = numbers.length >= max;
  }

  /** The numbers that the sliders show. */
  get shown() {
    return this.#numbers;
  }

  #addSlider() {
    const [min, max] = this.ends;
    const heading = this.#names?.box(this.sliders.length) ?? element("span", { className: "stage-label" });
    const options = { scale: { ...this.spec, min, max }, heading, typedRange: this.#typedRange };
    const slider = new NumberSlider(options, this.words);
    slider.addEventListener("input", () => this.#onMoved(slider, false));
    slider.addEventListener("change", () => this.#onMoved(slider, true));
    slider.dataset.class = String(this.sliders.length);
    slider.exactBox.onpaste = (event) => this.#onPaste(event, slider.exactBox);
    this.sliders.push(slider);
    this.#list.append(slider);
  }

  /**
   * @param {NumberSlider} slider
   * @param {boolean} isFinal
   */
  #onMoved(slider, isFinal) {
    const index = this.sliders.indexOf(slider);
    if (index < 0) return; // it was removed while it played
    if (this.movingSlider !== slider) this.#numbersBeforeMove = this.#numbers;
    this.movingSlider = isFinal ? null : slider;
    const others = this.spec.distribution ? this.#numbersBeforeMove : this.#numbers;
    const numbers = others.with(index, slider.value);
    this.move(this.spec.distribution ? rescaled(numbers, index) : numbers, index, isFinal);
  }

  /**
   * Take over numbers that a reader moves; `index` is the first of those that moved.
   *
   * @param {readonly number[]} numbers
   * @param {number} index
   * @param {boolean} isFinal
   */
  move(numbers, index, isFinal) {
    if (this.#focus) this.#focus.value = index;
    this.set(numbers);
    this.fire(isFinal);
  }

  /** @override */
  get changesWith() {
    const { focus_field: focus } = this.spec;
    return focus === null ? super.changesWith : [focus, ...super.changesWith];
  }

  /** @param {readonly number[]} numbers that a reader set */
  set(numbers) {
    this.show(numbers);
  }

  /** @param {number} length */
  #resize(length) {
    reportInteraction(this);
    this.movingSlider = null;
    this.set(this.#resized(length));
    this.fire(true);
  }

  /** @param {number} length */
  #resized(length) {
    const added = Array(length).fill(Math.max(this.spec.min, 0));
    const numbers = [...this.#numbers, ...added].slice(0, length);
    return this.spec.distribution ? normalized(numbers) : numbers;
  }

  #onTyped() {
    reportInteraction(this);
    this.movingSlider = null;
    const { label, words, lengths } = this;
    const typed = readTyped(finishTyping(this.allBox), { label, words, lengths, range: this.#typedRange });
    if (typed.numbers) {
      this.set(this.spec.distribution ? normalized(typed.numbers) : typed.numbers);
      this.fire(true);
    } else showText(this.allBox, this.#numbers.join(", "));
    if (typed.sentence) notifyAtField(this.allBox, typed.sentence);
  }

  /**
   * Several numbers that are pasted into the box of one are meant for all; "2,5" is one.
   *
   * @param {ClipboardEvent} event
   * @param {HTMLInputElement} box
   */
  #onPaste(event, box) {
    const text = event.clipboardData?.getData("text") ?? "";
    const isOne = Number.isFinite(parseNumber(text));
    if (isOne || !(isAmbiguous(text) || (parseNumbers(text)?.length ?? 0) > 1)) return;
    event.preventDefault();
    box.blur();
    this.allBox.value = text;
    this.#onTyped();
  }
}

register("stage-vector", Vector);
