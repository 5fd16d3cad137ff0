// A figure over the steps of a run is scrubbed: pressing or dragging anywhere in it moves a slider to that place.

import { reportInteraction } from "../events.js";
import { clamp } from "../parse_numbers.js";
import { pixelsOfPointer } from "./geometry.js";

/** @import { Slider } from "../controls/slider.js" */
/** @import { Plot } from "./plotly.d.ts" */

/** Lets the horizontal axis of a plot set a slider; the keyboard has the slider itself. */
export class Scrubbing {
  #plot;
  #slider;
  /** @type {number | null} the pointer that holds the cursor */
  #pointerId = null;
  #valueBefore = 0;

  /**
   * @param {Plot} plot
   * @param {Slider} slider
   */
  constructor(plot, slider) {
    this.#plot = plot;
    this.#slider = slider.slider;
  }

  listen() {
    const plot = this.#plot;
    plot.classList.add("stage-scrubbed");
    plot.addEventListener("pointerdown", (event) => this.#press(event), true);
    plot.addEventListener("pointermove", (event) => this.#follow(event));
    plot.addEventListener("pointerup", (event) => this.#release(event, () => this.#move(event, true)));
    // The touch turned into scrolling of the page.
    plot.addEventListener("pointercancel", (event) =>
      this.#release(event, () => this.#slider.move(this.#valueBefore, true)),
    );
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (this.#pointerId !== null || event.button !== 0 || !pixelsOfPointer(this.#plot, event)?.isInside) return;
    event.preventDefault(); // Plotly would cover the page until the button is released
    reportInteraction(this.#slider); // play stops, and its last step is the one before
    this.#plot.setPointerCapture(event.pointerId);
    this.#plot.classList.add("stage-scrubbing"); // what Plotly says of a step would stay there
    this.#pointerId = event.pointerId;
    this.#valueBefore = this.#slider.value;
    if (event.pointerType !== "touch") this.#move(event, false); // a finger may be about to scroll
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    if (event.pointerId === this.#pointerId) this.#move(event, false);
    else if (!event.buttons) this.#plot.classList.remove("stage-scrubbing");
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} isFinal
   */
  #move(event, isFinal) {
    const pixels = pixelsOfPointer(this.#plot, event);
    const axis = this.#plot._fullLayout?.xaxis;
    if (!pixels || !axis) return;
    const { min, max } = this.#slider.scale;
    const value = clamp(Math.round(axis.p2d(pixels.left - axis._offset)), [min, max]);
    if (isFinal || value !== this.#slider.value) this.#slider.move(value, isFinal);
  }

  /**
   * @param {PointerEvent} event
   * @param {() => void} finish
   */
  #release({ pointerId }, finish) {
    if (pointerId !== this.#pointerId) return;
    this.#pointerId = null;
    finish();
  }
}
