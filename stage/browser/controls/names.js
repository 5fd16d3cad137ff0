// A control for the names of a vector's items; each is edited in a text box beside the item's slider.

import { element, format, register } from "../dom.js";
import { finishTyping, revertOnEscape, showText } from "../text_box.js";
import { Control } from "./control.js";

/** @import { NamesSpec, Sentence } from "../wire.d.ts" */
/** @import { Controls, Texts } from "./control.js" */

/**
 * Names in the order of the items; an empty name stands for the usual label. Only its boxes are seen.
 *
 * @extends {Control<NamesSpec>}
 */
export class Names extends Control {
  #itemLabel;
  /** @type {Control | undefined} the vector whose items are named */
  #vector;
  /** @type {readonly string[]} */
  #names = [];
  /** @type {HTMLInputElement[]} */
  #boxes = [];

  /**
   * @param {string} name
   * @param {NamesSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.#itemLabel = texts.labels.item ?? /** @type {Sentence<"index">} */ ("");
    this.hidden = true;
  }

  /** @returns {readonly string[]} */
  get value() {
    return this.#names;
  }

  set value(value) {
    this.#names = [...value];
    this.#names.forEach((name, index) => {
      const box = this.#boxes[index];
      if (box) showText(box, name);
    });
  }

  /** @override */
  get text() {
    return this.#names.map((name) => encodeURIComponent(name)).join(",");
  }

  /**
   * @override
   * @param {Controls} controls
   */
  link(controls) {
    super.link(controls);
    if (this.spec.same_length_as !== null) this.#vector = controls.get(this.spec.same_length_as);
  }

  /** Take over the length of the vector. @override */
  refresh() {
    const items = this.#vector?.value;
    if (Array.isArray(items)) this.#names = items.map((_, index) => this.#names[index] ?? "");
  }

  /**
   * Make the box in which a name is edited.
   *
   * @param {number} index
   */
  box(index) {
    const placeholder = format(this.#itemLabel, { index });
    const box = element("input", {
      type: "text",
      className: "stage-name",
      placeholder,
      autocomplete: "off",
      spellcheck: false,
    });
    box.maxLength = 2 * this.spec.max_length; // it counts letters of rare scripts, and emoji, as two
    box.setAttribute("aria-label", format(this.words.name_of, { label: placeholder }));
    revertOnEscape(box, () => this.#names[index] ?? "");
    box.onchange = () => {
      const letters = [...finishTyping(box).replaceAll(",", "").trim()];
      box.value = letters.slice(0, this.spec.max_length).join("").trim();
      const names = [...this.#names];
      names[index] = box.value;
      this.#names = names;
      this.fire(true);
    };
    showText(box, this.#names[index] ?? "");
    this.#boxes[index] = box;
    return box;
  }
}

register("stage-names", Names);
