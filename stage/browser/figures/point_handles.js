// Handles on the points of a plot: they are selected, dragged, added and removed by mouse, touch and keys.

import { format } from "../dom.js";
import { POINTS, announce } from "../events.js";
import { axisRanges, dataAt, nearestRow, pixelsOfPointer, pixelsOfRow, rowAt, roundedWithin } from "./geometry.js";
import { Ring } from "./ring.js";

/** @import { Points } from "../controls/points.js" */
/** @import { Edit, Words } from "../wire.d.ts" */
/** @import { Pixels, Row } from "./geometry.js" */
/** @import { Plot } from "./plotly.d.ts" */

/** @type {Readonly<Record<string, number>>} pixels around a point that still mean it, by the kind of pointer */
const REACH = { mouse: 12, pen: 16, touch: 26 };
const MAX_CLICK_DISTANCE = 4; // pixels that a pointer moves during a click
/** @type {Readonly<Record<string, readonly [number, number]>>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const KEY_STEP = 0.01; // of the axis
const SHIFT_FACTOR = 5;

/**
 * @typedef {object} Drag
 * @property {number} pointerId
 * @property {number} label the class of the point
 * @property {boolean} hasMoved
 * @property {readonly Edit[]} editsBefore
 */

/** What pointer and keys do in the plot of a `Points` control. */
export class PointHandles {
  #plot;
  #points;
  #words;
  #title;
  #ring;
  /** @type {Drag | null} */
  #drag = null;
  #isClick = false;
  #pressedAt = { x: 0, y: 0 };
  #onPoints = () => this.render();

  /**
   * @param {Plot} plot
   * @param {Points} points
   * @param {Words} words
   * @param {string} title of the figure
   */
  constructor(plot, points, words, title) {
    this.#plot = plot;
    this.#points = points;
    this.#words = words;
    this.#title = title;
    this.#ring = new Ring(plot, "stage-selected");
    plot.tabIndex = 0;
    plot.onpointerdown = (event) => this.#onPointerDown(event);
    plot.onpointermove = (event) => this.#onPointerMove(event);
    plot.onpointerup = (event) => this.#onPointerUp(event);
    plot.onpointercancel = () => this.#onPointerCancel();
    plot.ontouchstart = (event) => this.#onTouchStart(event);
    plot.onkeydown = (event) => this.#onKeyDown(event);
    points.addEventListener(POINTS, this.#onPoints);
  }

  close() {
    this.#points.removeEventListener(POINTS, this.#onPoints);
  }

  /** Show whether points can be edited, and which one is selected. */
  render() {
    const { isEditable } = this.#points;
    const label = isEditable ? format(this.#words.editable_figure, { title: this.#title }) : this.#title;
    this.#plot.classList.toggle("stage-editable", isEditable);
    this.#plot.setAttribute("role", isEditable ? "application" : "img");
    this.#plot.setAttribute("aria-label", label);
    this.onDraw();
  }

  /** Follow a drawing; during a drag the ring stays at the pointer. */
  onDraw() {
    if (!this.#drag) this.#markSelected();
  }

  #markSelected() {
    const { isEditable, selectedIndex } = this.#points;
    this.#ring.show(isEditable ? pixelsOfRow(this.#plot, selectedIndex) : null);
  }

  /**
   * Keep the page from scrolling where a point is touched, which drags it.
   *
   *
   * @param {TouchEvent} event
   */
  #onTouchStart(event) {
    const [touch] = event.touches;
    if (!touch || event.touches.length > 1 || !this.#points.isEditable) return;
    if (nearestRow(this.#plot, touch, REACH.touch ?? 0) >= 0) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #onPointerDown(event) {
    if (!this.#points.isEditable || event.button !== 0 || !pixelsOfPointer(this.#plot, event)?.isInside) return;
    const index = nearestRow(this.#plot, event, REACH[event.pointerType] ?? REACH.mouse ?? 0);
    const row = rowAt(this.#plot, index);
    this.#pressedAt = { x: event.clientX, y: event.clientY };
    this.#isClick = !row;
    this.#plot.setPointerCapture(event.pointerId);
    event.preventDefault(); // Plotly would cover the page until the button is released
    if (!row) return;
    this.#points.select(index);
    const { pointerId } = event;
    this.#drag = { pointerId, label: row.label, hasMoved: false, editsBefore: this.#points.value };
    this.#plot.focus({ preventScroll: true });
  }

  /** @param {PointerEvent} event */
  #onPointerMove(event) {
    const drag = this.#drag;
    if (drag?.pointerId !== event.pointerId || (!drag.hasMoved && this.#isNearPress(event))) return;
    drag.hasMoved = true;
    const pixels = pixelsOfPointer(this.#plot, event);
    if (!pixels) return;
    this.#points.move(...dataAt(this.#plot, pixels), drag.label, false);
    this.#ring.show(pixels);
  }

  /** @param {PointerEvent} event */
  #onPointerUp(event) {
    const drag = this.#drag;
    if (drag && drag.pointerId !== event.pointerId) return; // a second finger
    this.#drag = null;
    if (drag?.hasMoved) this.#points.finishMove();
    else if (!drag && this.#isClick && this.#isNearPress(event)) this.#addAt(pixelsOfPointer(this.#plot, event));
    this.#isClick = false;
  }

  // The touch turned into scrolling.
  #onPointerCancel() {
    const drag = this.#drag;
    this.#drag = null;
    this.#isClick = false;
    if (drag?.hasMoved) this.#points.restore(drag.editsBefore);
  }

  /** @param {PointerEvent} event */
  #isNearPress(event) {
    const { x, y } = this.#pressedAt;
    return Math.hypot(event.clientX - x, event.clientY - y) < MAX_CLICK_DISTANCE;
  }

  /** @param {Pixels | null} pixels */
  #addAt(pixels) {
    if (!pixels) return;
    this.#points.add(...dataAt(this.#plot, pixels));
    this.#ring.show(pixels);
    this.#plot.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #onKeyDown(event) {
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
