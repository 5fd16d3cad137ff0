// What is shown after the last scene: the title of the lecture, and a way back.

import { element } from "../dom.js";

/** @import { LecturingWords } from "../wire.d.ts" */

export class EndSlide {
  element;
  #button;

  /**
   * @param {LecturingWords} words
   * @param {string} title of the lecture
   * @param {() => void} onBack
   */
  constructor({ end, back, untitled }, title, onBack) {
    this.#button = element("button", { type: "button", textContent: back, onclick: onBack });
    this.element = element("div", { className: "lecture-end", hidden: true, role: "status" });
    this.element.append(element("p", { textContent: end }), element("h1", { textContent: title || untitled }));
    this.element.append(this.#button);
  }

  /** @param {boolean} isVisible */
  setVisible(isVisible) {
    this.element.hidden = !isVisible;
    if (isVisible) this.#button.focus();
  }
}
