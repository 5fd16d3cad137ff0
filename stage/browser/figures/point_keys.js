// The keys that select, move, add and remove the points of a plot.

import { format } from "../dom.js";
import { announce } from "../events.js";
import { axisRanges, rowAt, roundedWithin } from "./geometry.js";

/** @import { Points } from "../controls/points.js" */
/** @import { Words } from "../wire.d.ts" */
/** @import { Row } from "./geometry.js" */
/** @import { Plot } from "./plotly.d.ts" */

/** @type {Readonly<Record<string, readonly [number, number]>>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const KEY_STEP = 0.01; // of the axis
const SHIFT_FACTOR = 5;

/** What keys do in the plot of a `Points` control. */
export class PointKeys {
  #plot;
  #points;
  #words;

  /**
   * @param {Plot} plot
   * @param {Points} points
   * @param {Words} words
   */
  constructor(plot, points, words) {
    this.#plot = plot;
    this.#points = points;
    this.#words = words;
  }

  /** @param {KeyboardEvent} event */
  onKeyDown(event) {
    if (!this.#points.isEditable || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.shiftKey ? SHIFT_FACTOR * KEY_STEP : KEY_STEP;
    if (this.#selectByKey(event.key) || this.#editByKey(event.key, step)) event.preventDefault();
  }

  /**
   * @param {string} key
   * @returns {boolean} whether the key did something
   */
  #selectByKey(key) {
    const { selectedIndex: index, drawnRowIds } = this.#points;
    const count = drawnRowIds.length;
    if (key === "n") this.#select(index < 0 ? 0 : (index + 1) % count);
    else if (key === "p") this.#select(index < 0 ? 0 : (index + count - 1) % count);
    else if (key === "Escape" && this.#selectedPoint) this.#points.select(null);
    else return false;
    return true;
  }

  /**
   * @param {string} key
   * @param {number} step
   * @returns {boolean} whether the key did something
   */
  #editByKey(key, step) {
    const points = this.#points;
    const selected = this.#selectedPoint;
    const arrow = ARROWS[key];
    if (key === "Enter") this.#addInTheMiddle();
    else if (!selected) return false;
    else if (key === "Delete" || key === "Backspace") points.removeSelected();
    else if (arrow) this.#moveByKey(selected, arrow, step);
    else if (/^[0-9]$/.test(key) && Number(key) < points.classNames.length) {
      points.move(selected.x, selected.y, Number(key), true);
    } else return false;
    return true;
  }

  /**
   * The selected point where it was last moved to, drawn or not: keys may come faster than frames.
   *
   *
   * @returns {Row | null}
   */
  get #selectedPoint() {
    return this.#points.editedPoint ?? rowAt(this.#plot, this.#points.selectedIndex);
  }

  /**
   * @param {Row} point
   * @param {readonly [number, number]} arrow
   * @param {number} step
   */
  #moveByKey({ x, y, label }, [right, up], step) {
    const [rangeX, rangeY] = axisRanges(this.#plot);
    const newX = roundedWithin(x + right * step * (rangeX[1] - rangeX[0]), rangeX);
    const newY = roundedWithin(y + up * step * (rangeY[1] - rangeY[0]), rangeY);
    this.#points.move(newX, newY, label, true);
  }

  #addInTheMiddle() {
    const [[left, right], [bottom, top]] = axisRanges(this.#plot);
    this.#points.add(
      roundedWithin((left + right) / 2, [left, right]),
      roundedWithin((bottom + top) / 2, [bottom, top]),
    );
  }

  /** @param {number} index */
  #select(index) {
    const { classNames, drawnRowIds } = this.#points;
    const row = rowAt(this.#plot, index);
    if (!row) return;
    this.#points.select(index);
    const place = { x: row.x.toFixed(2), y: row.y.toFixed(2), label: classNames[row.label] ?? "" };
    announce(
      this.#plot,
      format(this.#words.selected_point, { number: index + 1, count: drawnRowIds.length, ...place }),
    );
  }
}
