// A control for one of a few options: codes, the items of a vector, or what the frame offers.

import { element, register } from "../dom.js";
import { Control } from "./control.js";
import { optionGroup, setChecked } from "./options.js";
import { Vector } from "./vector.js";

/** @import { ChoiceSpec, ControlUpdate, Option } from "../wire.d.ts" */
/** @import { Controls, Texts } from "./control.js" */

/**
 * Radio buttons, or a menu.
 *
 * @extends {Control<ChoiceSpec>}
 */
export class Choice extends Control {
  /** @type {Vector | undefined} the vector whose items are the options */
  #vector;
  /** @type {string | number} */
  #value;
  /** @type {(string | number)[]} */
  #codes = [];
  /** What the options are called. @type {readonly string[]} */
  texts = [];
  #renderedOptions = "";
  #radioName;
  #menu = element("select");
  #radioList = element("div", { className: "stage-options" });

  /**
   * @param {string} name
   * @param {ChoiceSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.#value = spec.options[0] ?? 0;
    this.#radioName = `stage-${name}-${Math.random().toString(36).slice(2)}`;
    this.#menu.onchange = () => this.#choose(this.#codes[this.#menu.selectedIndex] ?? this.#value);
    if (spec.menu) {
      const title = element("span", { className: "stage-label", textContent: this.label });
      this.append(element("label", { className: "stage-menu" }, title, this.#menu));
    } else this.append(optionGroup(this.label, this.#radioList));
    this.setOptions(spec.options.map((code) => [code, texts.labels.options[code] ?? code]));
  }

  // A value that is not among the options (yet, or any more) stands for the nearest that is.
  get value() {
    if (this.#codes.includes(this.#value)) return this.#value;
    return this.#codes.at(typeof this.#value === "number" ? -1 : 0) ?? this.#value;
  }

  set value(value) {
    this.#value = value;
    const selected = this.#codes.indexOf(this.value);
    if (this.spec.menu) this.#menu.selectedIndex = selected;
    else this.#radios.forEach((input, index) => setChecked(input, index === selected));
  }

  get #radios() {
    return this.#radioList.querySelectorAll("input");
  }

  /** @param {string | number} code */
  #choose(code) {
    this.value = code;
    this.fire(true);
  }

  /**
   * @override
   * @param {Controls} controls
   */
  link(controls) {
    super.link(controls);
    const vector = this.spec.same_length_as === null ? undefined : controls.get(this.spec.same_length_as);
    if (vector instanceof Vector) this.#vector = vector;
  }

  /** Offer the items of the vector. @override */
  refresh() {
    super.refresh();
    const vector = this.#vector;
    if (vector) this.setOptions(vector.value.map((_, index) => [index, vector.itemLabel(index)]));
  }

  /**
   * @override
   * @param {ControlUpdate} update
   */
  update(update) {
    super.update(update);
    if (update.options) this.setOptions(update.options, update.colours);
  }

  /**
   * Set what can be chosen.
   *
   * @param {readonly Option[]} options
   * @param {readonly string[]} [colours] of the options
   */
  setOptions(options, colours = []) {
    const rendered = JSON.stringify([options, colours]);
    if (rendered === this.#renderedOptions) return;
    this.#renderedOptions = rendered;
    this.#codes = options.map(([code]) => code);
    this.texts = options.map(([, text]) => text);
    if (this.spec.menu)
      this.#menu.replaceChildren(...options.map(([, text]) => element("option", { textContent: text })));
    else this.#renderRadios(options, colours);
    this.value = this.#value;
  }

  /**
   * @param {readonly Option[]} options
   * @param {readonly string[]} colours
   */
  #renderRadios(options, colours) {
    const list = this.#radioList;
    while (list.children.length > options.length) list.lastElementChild?.remove();
    while (list.children.length < options.length) list.append(this.#makeRadio(list.children.length));
    for (const [index, label] of list.querySelectorAll("label").entries()) {
      const text = label.querySelector("span");
      if (text) text.textContent = options[index]?.[1] ?? "";
      if (colours[index]) label.style.setProperty("--swatch", colours[index]);
    }
  }

  /** @param {number} index */
  #makeRadio(index) {
    const input = element("input", { type: "radio", name: this.#radioName });
    input.onchange = () => this.#choose(this.#codes[index] ?? this.#value);
    return element("label", {}, input, element("span"));
  }
}

register("stage-choice", Choice);
