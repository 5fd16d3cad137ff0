// The readings of a state: each a name and a number, which is replaced where it differs.

import { element, setText } from "./dom.js";

/** @import { Reading } from "./wire.d.ts" */

/** A list of terms and values. */
export class Readings {
  element;
  #labels = "";
  /** @type {readonly HTMLElement[]} */
  #values = [];

  /** @param {string} label of the list */
  constructor(label) {
    this.element = element("dl", { className: "stage-readings", "aria-label": label });
  }

  /** @param {readonly Reading[]} readings */
  render(readings) {
    const labels = JSON.stringify(readings.map(([label]) => label));
    if (labels !== this.#labels) this.#build(readings);
    this.#labels = labels;
    readings.forEach(([, value], index) => setText(this.#values[index], value));
  }

  /** @param {readonly Reading[]} readings */
  #build(readings) {
    this.#values = readings.map(() => element("dd"));
    const terms = readings.map(([textContent]) => element("dt", { textContent }));
    this.element.replaceChildren(...this.#values.map((value, index) => element("div", {}, terms[index] ?? "", value)));
  }
}
