// The history of changes: Ctrl+Z undoes the last one, Ctrl+Shift+Z or Ctrl+Y does it again.
//
// Back and forward of the browser go through addresses, which leave out what changes within a second, and pages.

import { isTextBoxWithOwnUndo } from "./text_box.js";

const MAX_STATES = 100;

export class UndoHistory {
  /** @type {string[]} queries of the states, oldest first */
  #states = [];
  #present = -1; // its index
  #listener;

  /** @param {(step: -1 | 1) => void} onStep called when a reader undoes (-1) or repeats (1) a change */
  constructor(onStep) {
    this.#listener = (/** @type {KeyboardEvent} */ event) => {
      const step = stepOfKey(event);
      if (step === 0 || event.defaultPrevented || isTextBoxWithOwnUndo(event.target)) return;
      event.preventDefault();
      onStep(step);
    };
    window.addEventListener("keydown", this.#listener);
  }

  /**
   * Add a state, which replaces those that were undone.
   *
   * @param {string} query
   */
  add(query) {
    if (query === this.#states[this.#present]) return;
    this.#states = [...this.#states.slice(0, this.#present + 1), query].slice(-MAX_STATES);
    this.#present = this.#states.length - 1;
  }

  /**
   * Go to another state and return its query, or null where there is none.
   *
   * @param {-1 | 1} step
   */
  move(step) {
    const query = this.#states[this.#present + step] ?? null;
    if (query !== null) this.#present += step;
    return query;
  }

  close() {
    window.removeEventListener("keydown", this.#listener);
  }
}

/**
 * Return what a key asks for. On keyboards without Latin letters, the place of the key decides.
 *
 * @param {KeyboardEvent} event
 * @returns {-1 | 0 | 1}
 */
function stepOfKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey || ctrlKey === metaKey) return 0;
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace("Key", "").toLowerCase();
  if (letter === "z") return shiftKey ? 1 : -1;
  return letter === "y" && ctrlKey && !shiftKey ? 1 : 0;
}
