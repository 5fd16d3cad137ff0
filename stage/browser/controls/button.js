// A control that counts how many times it was pressed, so that a frame stays a function of the state ("draw again").

import { element, register } from "../dom.js";
import { Control } from "./control.js";

/** @import { ButtonSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/** @extends {Control<ButtonSpec>} */
export class Button extends Control {
  #presses = 0;

  /**
   * @param {string} name
   * @param {ButtonSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    const button = element("button", { type: "button", textContent: this.label });
    button.onclick = () => this.#press();
    this.append(element("div", { className: "stage-buttons" }, button));
  }

  get value() {
    return this.#presses;
  }

  set value(value) {
    this.#presses = value;
  }

  #press() {
    this.#presses = this.#presses >= this.spec.max ? 0 : this.#presses + 1;
    this.fire(true);
  }
}

register("stage-button", Button);
