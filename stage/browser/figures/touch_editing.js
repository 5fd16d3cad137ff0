// When a touch edits points: in an edit mode that a button switches, or after a long press; else it scrolls the page.

import { element } from "../dom.js";

/** @import { Words } from "../wire.d.ts" */

const LONG_PRESS = 450; // milliseconds, a little less than browsers wait before they open a menu
const VIBRATION = 15; // milliseconds

/** The edit mode of a plot, and the wait for a long press. */
export class TouchEditing {
  #onLongPress;
  #timer = 0;
  button;

  /**
   * @param {Words} words
   * @param {(event: PointerEvent) => void} onLongPress gets the event of the touch that lasts
   */
  constructor(words, onLongPress) {
    this.#onLongPress = onLongPress;
    this.button = element("button", {
      type: "button",
      className: "stage-edit-mode",
      textContent: words.edit_points,
      "aria-pressed": "false",
    });
    this.button.onclick = () => this.button.setAttribute("aria-pressed", String(!this.isOn));
  }

  /** Whether every touch edits. */
  get isOn() {
    return this.button.getAttribute("aria-pressed") === "true";
  }

  /** Whether a pointer edits without a long press. @param {PointerEvent} event */
  editsAtOnce({ pointerType }) {
    return this.isOn || pointerType !== "touch";
  }

  get isWaiting() {
    return this.#timer !== 0;
  }

  /** Wait for a touch to last. @param {PointerEvent} event */
  wait(event) {
    this.cancel();
    if (!event.isPrimary) return; // a second finger
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      navigator.vibrate?.(VIBRATION);
      this.#onLongPress(event);
    }, LONG_PRESS);
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
