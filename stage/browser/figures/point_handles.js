// Handles on the points of a plot: they are selected, dragged, added and removed by mouse, touch and keys.

import { format } from "../dom.js";
import { POINTS } from "../events.js";
import { dataAt, nearestRow, pixelsOfPointer, pixelsOfRow, rowAt } from "./geometry.js";
import { PointKeys } from "./point_keys.js";
import { Ring } from "./ring.js";
import { TouchEditing } from "./touch_editing.js";

/** @import { Points } from "../controls/points.js" */
/** @import { Edit, Words } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

/** @type {Readonly<Record<string, number>>} pixels around a point that still mean it, by the kind of pointer */
const REACH = { mouse: 12, pen: 16, touch: 26 };
/** @type {Readonly<Record<string, number>>} pixels that a pointer moves during a click */
const MAX_CLICK_DISTANCE = { mouse: 4, pen: 6, touch: 10 };
const DOUBLE_CLICK = 500; // milliseconds in which a second click at the same place means the first

/**
 * @typedef {object} Drag
 * @property {number} pointerId
 * @property {number} label the class of the point
 * @property {boolean} hasMoved
 * @property {readonly Edit[]} editsBefore
 */

/** What the pointer does in the plot of a `Points` control; a touch edits in the edit mode or after a long press. */
export class PointHandles {
  #plot;
  #points;
  #words;
  #title;
  #touch;
  #ring;
  /** @type {Drag | null} */
  #drag = null;
  #isClick = false;
  #pressedAt = { x: 0, y: 0 };
  #addedAt = { x: 0, y: 0, time: -Infinity };
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
    plot.ontouchmove = (event) => this.#onTouchMove(event);
    plot.oncontextmenu = (event) => {
      if (this.#drag || this.#touch.isWaiting) event.preventDefault(); // a long press
    };
    this.#touch = new TouchEditing(words, (event) => this.#onLongPress(event));
    const keys = new PointKeys(plot, points, words);
    plot.onkeydown = (event) => keys.onKeyDown(event);
    points.addEventListener(POINTS, this.#onPoints);
  }

  /** The button that switches the edit mode, for touch screens. */
  get editButton() {
    return this.#touch.button;
  }

  close() {
    this.#touch.cancel();
    this.#points.removeEventListener(POINTS, this.#onPoints);
  }

  /** Show whether points can be edited, and which one is selected. */
  render() {
    const { isEditable } = this.#points;
    const label = isEditable ? format(this.#words.editable_figure, { title: this.#title }) : this.#title;
    this.#plot.classList.toggle("stage-editable", isEditable);
    this.#touch.button.hidden = !isEditable;
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
   * Keep the page from scrolling where a point is touched in the edit mode, which drags it.
   *
   * @param {TouchEvent} event
   */
  #onTouchStart(event) {
    const [touch] = event.touches;
    if (!touch || event.touches.length > 1 || !this.#points.isEditable || !this.#touch.isOn) return;
    if (nearestRow(this.#plot, touch, REACH.touch ?? 0) >= 0) event.preventDefault();
  }

  /** Keep the page from scrolling while a point is dragged. @param {TouchEvent} event */
  #onTouchMove(event) {
    if (this.#drag && event.cancelable) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #onPointerDown(event) {
    if (!this.#points.isEditable || event.button !== 0 || !pixelsOfPointer(this.#plot, event)?.isInside) return;
    this.#pressedAt = { x: event.clientX, y: event.clientY };
    if (!this.#touch.editsAtOnce(event)) {
      if (!event.defaultPrevented) this.#touch.wait(event); // else a handle of the model is touched
      return;
    }
    event.preventDefault(); // Plotly would cover the page until the button is released
    this.#isClick = false;
    if (this.#repeatsClick(event)) return;
    this.#plot.setPointerCapture(event.pointerId);
    this.#isClick = !this.#grab(event);
  }

  /**
   * Select the point under the pointer, which drags it from now on.
   *
   * @param {PointerEvent} event
   * @returns {boolean} whether there is one
   */
  #grab(event) {
    const index = this.#rowUnder(event);
    const row = rowAt(this.#plot, index);
    if (!row) return false;
    this.#points.select(index);
    const { pointerId } = event;
    this.#drag = { pointerId, label: row.label, hasMoved: false, editsBefore: this.#points.value };
    this.#plot.focus({ preventScroll: true });
    return true;
  }

  /** @param {PointerEvent} event */
  #rowUnder(event) {
    return nearestRow(this.#plot, event, REACH[event.pointerType] ?? REACH.mouse ?? 0);
  }

  /** @param {PointerEvent} event where the touch began and still is */
  #onLongPress(event) {
    if (!this.#points.isEditable || this.#grab(event)) return;
    this.#addAt(event);
  }

  /** Whether a click comes right after one that added a point there, as in a double click. @param {PointerEvent} event */
  #repeatsClick({ clientX, clientY, timeStamp, pointerType }) {
    const { x, y, time } = this.#addedAt;
    const distance = Math.hypot(clientX - x, clientY - y);
    return timeStamp - time < DOUBLE_CLICK && distance < (REACH[pointerType] ?? REACH.mouse ?? 0);
  }

  /** @param {PointerEvent} event */
  #onPointerMove(event) {
    if (!this.#isNearPress(event)) this.#touch.cancel();
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
    if (this.#touch.isWaiting) {
      this.#touch.cancel();
      const index = this.#rowUnder(event);
      this.#points.select(index < 0 ? null : index);
      return;
    }
    const drag = this.#drag;
    if (drag && drag.pointerId !== event.pointerId) return; // a second finger
    this.#drag = null;
    if (drag?.hasMoved) this.#points.finishMove();
    else if (!drag && this.#isClick && this.#isNearPress(event)) this.#addAt(event);
    this.#isClick = false;
  }

  // The touch turned into scrolling.
  #onPointerCancel() {
    this.#touch.cancel();
    const drag = this.#drag;
    this.#drag = null;
    this.#isClick = false;
    if (drag?.hasMoved) this.#points.restore(drag.editsBefore);
  }

  /** @param {PointerEvent} event */
  #isNearPress(event) {
    const { x, y } = this.#pressedAt;
    const distance = Math.hypot(event.clientX - x, event.clientY - y);
    return distance < (MAX_CLICK_DISTANCE[event.pointerType] ?? 4);
  }

  /** @param {PointerEvent} event */
  #addAt(event) {
    const pixels = pixelsOfPointer(this.#plot, event);
    if (!pixels) return;
    this.#addedAt = { x: event.clientX, y: event.clientY, time: event.timeStamp };
    this.#points.add(...dataAt(this.#plot, pixels));
    this.#ring.show(pixels);
    this.#plot.focus({ preventScroll: true });
  }
}
