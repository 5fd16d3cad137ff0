// A ring around a point of a plot, laid over it: the plot begins in the corner of its figure.

import { element } from "../dom.js";

/** @import { Pixels } from "./geometry.js" */
/** @import { Plot } from "./plotly.d.ts" */

/** An element that Plotly does not know of, so that it moves without a drawing. */
export class Ring {
  #element;

  /**
   * @param {Plot} plot
   * @param {string} className what the ring says: "stage-hovered" or "stage-selected"
   */
  constructor(plot, className) {
    this.#element = element("div", { className: `stage-ring ${className}`, hidden: true });
    plot.after(this.#element);
  }

  /** @param {Pixels | null} center null: there is no ring */
  show(center) {
    this.#element.hidden = !center;
    if (!center) return;
    this.#element.style.translate = `${center.left}px ${center.top}px`;
  }
}
