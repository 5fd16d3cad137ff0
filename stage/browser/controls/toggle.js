// A control for yes or no.

import { element, register } from "../dom.js";
import { Control } from "./control.js";

/** @import { ToggleSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/** @extends {Control<ToggleSpec>} */
export class Toggle extends Control {
  #box = element("input", { type: "checkbox" });

  /**
   * @param {string} name
   * @param {ToggleSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.#box.onchange = () => this.fire(true);
    this.append(
      element("label", { className: "stage-toggle" }, this.#box, element("span", { textContent: this.label })),
    );
  }

  get value() {
    return this.#box.checked;
  }

  set value(value) {
    this.#box.checked = value;
  }

  /** @override */
  get text() {
    return this.value ? "1" : "0";
  }
}

register("stage-toggle-control", Toggle);
