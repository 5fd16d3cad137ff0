// A control that is never shown: whether the reader is just moving something. Frames may then be less than whole.

import { register } from "../dom.js";
import { assignment } from "../query.js";
import { HiddenControl } from "./hidden_control.js";

/** @import { MovingSpec } from "../wire.d.ts" */

/** @extends {HiddenControl<MovingSpec>} */
export class Moving extends HiddenControl {
  get value() {
    return false; // of a state that stays
  }

  set value(_) {} // frames say it, too

  /**
   * Return what is sent besides the state while a control moves.
   *
   * @param {string} name of the control
   */
  addition(name) {
    return this.spec.unless.includes(name) ? "" : assignment(this.parameter, "1");
  }
}

register("stage-moving", Moving);
