// A control that is never shown, and that links do not say: the stage itself sets it.

import { Control } from "./control.js";

/** @import { InterpolationSpec, MovingSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/**
 * @template {InterpolationSpec | MovingSpec} Spec
 * @extends {Control<Spec>}
 */
export class HiddenControl extends Control {
  /**
   * @param {string} name
   * @param {Spec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.hidden = true;
  }

  /** It is not a part of the state that links say. @override */
  get query() {
    return "";
  }

  /** @override */
  refresh() {} // it stays hidden
}
