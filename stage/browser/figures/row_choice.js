// The row of the data that other figures explain: it has a ring in every figure that shows the rows.

import { SELECT } from "../events.js";
import { nearestRow, rowCount } from "./geometry.js";
import { PointedChoice } from "./pointed_choice.js";

/** @import { Points } from "../controls/points.js" */
/** @import { Slider } from "../controls/slider.js" */
/** @import { Plot } from "./plotly.d.ts" */

const REACH = 16; // pixels around a row that still mean it

/** Sets a slider to the number of a row, counted from 1, that is pointed at, pressed, or selected to be edited. */
export class RowChoice {
  #slider;
  #choice;
  #points;
  /** @param {Event} event */
  #onSelect = (event) => event instanceof CustomEvent && this.#choice.press(Number(event.detail) + 1, false);

  /**
   * @param {Slider} slider
   * @param {Element} figures
   * @param {Points | undefined} points
   */
  constructor(slider, figures, points) {
    this.#slider = slider;
    this.#choice = new PointedChoice(slider, figures);
    this.#points = points;
    points?.addEventListener(SELECT, this.#onSelect);
  }

  /** @param {number | null} row that is pointed at */
  point(row) {
    this.#choice.point(row === null ? null : row + 1);
  }

  /**
   * Let a press on a row of a plot choose it; where rows are edited, selecting does.
   *
   * @param {Plot} plot
   * @param {boolean} isEdited whether the rows of this plot can be edited
   */
  listen(plot, isEdited) {
    plot.addEventListener("click", (event) => {
      if (isEdited && this.#points?.isEditable) return;
      const row = nearestRow(plot, event, REACH);
      if (row >= 0) this.#choice.press(row + 1);
    });
  }

  /**
   * Return the row that is explained, in a plot.
   *
   * @param {Plot} plot
   */
  rowIn(plot) {
    return Math.min(this.#slider.value, rowCount(plot)) - 1;
  }

  close() {
    this.#points?.removeEventListener(SELECT, this.#onSelect);
  }
}
