// Pointing: a class, or a cell of the Jacobian, that the pointer is at is lit up wherever the page shows it.

import { POINT } from "./events.js";
import { fadeOthers } from "./figures/class_marks.js";

/** @typedef {{ row: number, column: number | null, isPoint?: boolean }} Pointed a class, the cell of two, or a point's */

/** Knows what is pointed at: in a figure, which reports it, or at any element with `data-class`. */
export class Pointing {
  #root;
  #onChange;
  /** @type {Pointed | null} */
  #pointed = null;

  /**
   * @param {HTMLElement} root
   * @param {(pointed: Pointed | null) => void} onChange
   */
  constructor(root, onChange) {
    this.#root = root;
    this.#onChange = onChange;
    root.addEventListener(POINT, ({ detail }) => this.#point(detail));
    root.addEventListener("pointerover", (event) => this.#onPointer(event));
    root.addEventListener("pointerleave", () => this.#point(null));
    root.addEventListener("pointerdown", (event) => this.#onPress(event));
  }

  // A figure reports for itself what is below the pointer.
  /** @param {PointerEvent} event */
  #onPointer({ target, buttons }) {
    if (buttons || !(target instanceof Element) || target.closest(".stage-plot")) return;
    const found = target.closest("[data-class]");
    this.#point(found instanceof HTMLElement ? { row: Number(found.dataset.class), column: null } : null);
  }

  // While something is dragged, everything else is to be seen as well.
  /** @param {PointerEvent} event */
  #onPress({ target }) {
    if (target instanceof Element && target.closest("input, .stage-handle")) this.#point(null);
  }

  /** @param {Pointed | null} pointed */
  #point(pointed) {
    const { row, column } = pointed ?? {};
    if (row === this.#pointed?.row && column === this.#pointed?.column) return;
    this.#pointed = pointed;
    fadeOthers(this.#root, pointed);
    this.#onChange(pointed);
  }
}
