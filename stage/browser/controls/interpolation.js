// A control that is never shown: how far the player has come from one step to the next.

import { register } from "../dom.js";
import { assignment } from "../query.js";
import { Control } from "./control.js";

/** @import { InterpolationSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/** @extends {Control<InterpolationSpec>} */
export class Interpolation extends Control {
  #share = 0;

  /**
   * @param {string} name
   * @param {InterpolationSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.hidden = true;
  }

  get value() {
    return this.#share;
  }

  set value(value) {
    this.#share = value;
  }

  /** It is not a part of the state that links say. @override */
  get query() {
    return "";
  }

  /** What is sent besides the state. */
  get addition() {
    return this.#share ? assignment(this.parameter, this.text) : "";
  }

  /** @override */
  refresh() {} // it stays hidden

  /**
   * Set the share of the way to the next step, and fire its event.
   *
   * @param {number} share from 0 to 1
   */
  move(share) {
    if (share === this.#share) return;
    this.#share = share;
    this.fire(false);
  }
}

register("stage-interpolation", Interpolation);
