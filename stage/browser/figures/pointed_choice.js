// A control that follows what is pointed at: another value for as long as it is pointed at, or for good when it is pressed.

/** @import { Control } from "../controls/control.js" */

/** Sets a choice by the columns of a heatmap, or a slider by the rows of the data. */
export class PointedChoice {
  #control;
  #element;
  /** @type {Control["value"] | null} what stands when nothing is pointed at any more */
  #kept = null;

  /**
   * @param {Control} control
   * @param {Element} element in which is pointed
   */
  constructor(control, element) {
    this.#control = control;
    this.#element = element;
  }

  // While something else changes, by a drag or by play, nothing that is only pointed at interferes.
  /** @param {number | null} value that is pointed at */
  point(value) {
    const isBusy = this.#element.closest('[data-settled="true"]') === null;
    if (value !== null) {
      if (isBusy && this.#kept === null) return;
      this.#kept ??= this.#control.value;
      this.#set(value, false);
    } else if (this.#kept !== null) {
      this.#set(this.#kept, false);
      this.#kept = null;
    }
  }

  /**
   * @param {number} value
   * @param {boolean} [isFinal] false: the address follows with the next change
   */
  press(value, isFinal = true) {
    this.#kept = null;
    this.#set(value, isFinal);
  }

  /**
   * @param {Control["value"]} value
   * @param {boolean} isFinal
   */
  #set(value, isFinal) {
    if (this.#control.value === value && !isFinal) return;
    this.#control.value = value;
    this.#control.fire(isFinal);
  }
}
