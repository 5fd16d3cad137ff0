// A control for any of the options that the frame offers.

import { element, format, register } from "../dom.js";
import { notifyAtField } from "../events.js";
import { Control } from "./control.js";
import { optionGroup, setChecked } from "./options.js";

/** @import { ControlUpdate, MultiChoiceSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/**
 * Checkboxes; while the value is empty, the frame says which are ticked.
 *
 * @extends {Control<MultiChoiceSpec>}
 */
export class MultiChoice extends Control {
  /** @type {readonly number[]} */
  #value = [];
  #min = 0;
  #max = Infinity;
  #renderedOptions = "";
  /** @type {readonly { position: number, box: HTMLInputElement }[]} */
  #boxes = [];
  #list = element("div", { className: "stage-options" });

  /**
   * @param {string} name
   * @param {MultiChoiceSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.append(optionGroup(this.label, this.#list));
  }

  /** @returns {readonly number[]} */
  get value() {
    return this.#value;
  }

  set value(value) {
    this.#value = [...value];
  }

  /** @override */
  get text() {
    return this.#value.join(",");
  }

  /**
   * @override
   * @param {ControlUpdate} update
   */
  update(update) {
    super.update(update);
    const { options, values = [], min_chosen: min = 0, max_chosen: max = Infinity } = update;
    if (!options) return;
    this.#min = min;
    this.#max = max;
    const rendered = JSON.stringify([options, values]);
    if (rendered === this.#renderedOptions) return;
    this.#renderedOptions = rendered;
    this.#boxes = options.map(([position]) => ({ position: Number(position), box: this.#makeBox() }));
    const labels = options.map(([, text], index) => {
      const box = this.#boxes[index]?.box ?? "";
      return element("label", {}, box, element("span", { textContent: text }));
    });
    this.#list.replaceChildren(...labels);
    for (const { position, box } of this.#boxes) setChecked(box, values.includes(position));
  }

  #makeBox() {
    const box = element("input", { type: "checkbox" });
    box.onchange = () => this.#onTicked(box);
    return box;
  }

  /** @param {HTMLInputElement} box */
  #onTicked(box) {
    const ticked = this.#boxes.filter((each) => each.box.checked).map(({ position }) => position);
    if (ticked.length < this.#min || ticked.length > this.#max) {
      setChecked(box, !box.checked);
      const values = { label: this.label, min: this.#min, max: this.#max };
      notifyAtField(box, format(this.words.choose_between, values));
      return;
    }
    setChecked(box, box.checked);
    this.#value = ticked;
    this.fire(true);
  }
}

register("stage-multi-choice", MultiChoice);
