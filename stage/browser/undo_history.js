// The history of changes: a button or Ctrl+Z undoes the last one, another or Ctrl+Shift+Z or Ctrl+Y does it again.
//
// Back and forward of the browser go through addresses, which leave out what changes within a second, and pages.

import { element, icon } from "./dom.js";
import { isTextBoxWithOwnUndo } from "./text_box.js";

/** @import { IconName } from "./dom.js" */
/** @import { Words } from "./wire.d.ts" */

const MAX_STATES = 100;

export class UndoHistory {
  /** @type {string[]} queries of the states, oldest first */
  #states = [];
  #present = -1; // its index
  #listener;
  #undoButton;
  #redoButton;

  /**
   * @param {Words} words
   * @param {HTMLElement} list of buttons, to which it adds its own
   * @param {(step: -1 | 1) => void} onStep called when a reader undoes (-1) or repeats (1) a change
   */
  constructor(words, list, onStep) {
    this.#undoButton = makeButton("undo", words.undo, () => onStep(-1));
    this.#redoButton = makeButton("redo", words.redo, () => onStep(1));
    list.append(this.#undoButton, this.#redoButton);
    this.#listener = (/** @type {KeyboardEvent} */ event) => {
      const step = stepOfKey(event);
      if (step === 0 || event.defaultPrevented || list.closest("[inert]") || isTextBoxWithOwnUndo(event.target)) return;
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
    this.#render();
  }

  /**
   * Go to another state and return its query, or null where there is none.
   *
   * @param {-1 | 1} step
   */
  move(step) {
    const query = this.#states[this.#present + step] ?? null;
    if (query !== null) this.#present += step;
    this.#render();
    return query;
  }

  #render() {
    this.#undoButton.disabled = this.#present <= 0;
    this.#redoButton.disabled = this.#present >= this.#states.length - 1;
  }

  close() {
    window.removeEventListener("keydown", this.#listener);
  }
}

/**
 * @param {IconName} picture
 * @param {string} label
 * @param {() => void} onclick
 */
function makeButton(picture, label, onclick) {
  const texts = { "aria-label": label, title: label };
  return element("button", { type: "button", disabled: true, onclick, ...texts }, icon(picture));
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
