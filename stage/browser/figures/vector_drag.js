// What drags of handles have in common: from the press of a pointer on, they set numbers of a vector.

import { clamp } from "../parse_numbers.js";

/** @import { Vector } from "../controls/vector.js" */

/** @typedef {readonly [index: number, value: number]} Setting of a number of the vector */

const MIN_DRAG = 2; // pixels; less is a click, which changes nothing

/** A drag that sets numbers of a vector. */
export class VectorDrag {
  #vector;
  #index;
  #from;
  #minDrag;
  /** The numbers of the vector when it was pressed. */
  #value;
  hasMoved = false;

  /**
   * @param {Vector} vector
   * @param {number} index of the first number that is set
   * @param {PointerEvent} press
   * @param {number} [minDrag] pixels
   */
  constructor(vector, index, { clientX, clientY }, minDrag = MIN_DRAG) {
    this.#vector = vector;
    this.#index = index;
    this.#from = /** @type {const} */ ([clientX, clientY]);
    this.#minDrag = minDrag;
    this.#value = vector.value;
  }

  /** Follow the pointer. @param {PointerEvent} event @returns {boolean} whether it has moved since it was pressed */
  follows({ clientX, clientY }) {
    const [x, y] = this.#from;
    this.hasMoved ||= Math.hypot(clientX - x, clientY - y) >= this.#minDrag;
    return this.hasMoved;
  }

  /** The pointer is released: the numbers stay. */
  release() {
    if (this.hasMoved) this.#vector.move(this.#vector.value, this.#index, true);
  }

  /** The touch turned into scrolling of the page: the numbers return to what they were. */
  cancel() {
    if (this.hasMoved) this.#vector.move(this.#value, this.#index, true);
  }
}

/**
 * Set numbers of a vector, within its ends.
 *
 * @param {Vector} vector
 * @param {readonly number[]} numbers before
 * @param {readonly Setting[]} settings
 * @param {boolean} isFinal
 * @param {readonly [number, number]} [ends]
 */
export function setNumbers(vector, numbers, settings, isFinal, ends = vector.ends) {
  const [first] = settings;
  if (!first || !settings.every(([, value]) => Number.isFinite(value))) return;
  const changed = settings.reduce((all, [index, value]) => all.with(index, clamp(value, ends)), numbers);
  vector.move(changed, first[0], isFinal);
}
