// A control that is never shown: how far the player has come from one step to the next.

import { register } from "../dom.js";
import { assignment } from "../query.js";
import { HiddenControl } from "./hidden_control.js";

/** @import { InterpolationSpec } from "../wire.d.ts" */

/** @extends {HiddenControl<InterpolationSpec>} */
export class Interpolation extends HiddenControl {
  #share = 0;

  get value() {
    return this.#share;
  }

  set value(value) {
    this.#share = value;
  }

  /** What is sent besides the state. */
  get addition() {
    return this.#share ? assignment(this.parameter, this.text) : "";
  }

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
