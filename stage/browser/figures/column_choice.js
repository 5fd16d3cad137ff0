// The column of a heatmap that other figures show: another for as long as it is pointed at, or for good when it is pressed.

/** @import { Control } from "../controls/control.js" */

/** Sets a choice by the columns of a heatmap. */
export class ColumnChoice {
  #choice;
  #plot;
  /** @type {Control["value"] | null} what stands when nothing is pointed at any more */
  #kept = null;

  /**
   * @param {Control} choice
   * @param {Element} plot
   */
  constructor(choice, plot) {
    this.#choice = choice;
    this.#plot = plot;
  }

  // While something else changes, by a drag or by play, nothing that is only pointed at interferes.
  /** @param {number | null} column that is pointed at */
  point(column) {
    const isBusy = this.#plot.closest('[data-settled="true"]') === null;
    if (column !== null) {
      if (isBusy && this.#kept === null) return;
      this.#kept ??= this.#choice.value;
      this.#set(column, false);
    } else if (this.#kept !== null) {
      this.#set(this.#kept, false);
      this.#kept = null;
    }
  }

  /** @param {number} column */
  press(column) {
    this.#kept = null;
    this.#set(column, true);
  }

  /**
   * @param {Control["value"]} value
   * @param {boolean} isFinal
   */
  #set(value, isFinal) {
    if (this.#choice.value === value && !isFinal) return;
    this.#choice.value = value;
    this.#choice.fire(isFinal);
  }
}
