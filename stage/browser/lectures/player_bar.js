// The buttons of the player, for pointers and fingers: they show while the pointer moves.

import { element, format, setText } from "../dom.js";

const REST = 3000; // milliseconds of the pointer, after which they hide

/** @import { LecturingWords } from "../wire.d.ts" */
/** @import { Move } from "./lecture_player.js" */

export class PlayerBar {
  element;
  speakerButton;
  #words;
  #timer = 0;
  #onPointer = () => this.#show();
  #position = element("span", { className: "player-position" });

  /**
   * @param {LecturingWords} words
   * @param {(move: Move) => void} onMove
   */
  constructor(words, onMove) {
    this.#words = words;
    const { previous, next, leave, speaker } = words;
    const back = makeButton("‹", previous, () => onMove("previous"));
    const forward = makeButton("›", next, () => onMove("next"));
    this.speakerButton = makeButton("N", `${speaker} (N)`, () => {});
    const away = makeButton("×", `${leave} (Esc)`, () => onMove("leave"));
    this.element = element("nav", { className: "player-bar", "aria-label": words.navigation });
    this.element.append(back, this.#position, forward, this.speakerButton, away);
    window.addEventListener("pointermove", this.#onPointer);
    window.addEventListener("pointerdown", this.#onPointer);
  }

  #show() {
    this.element.classList.add("is-shown");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.element.classList.remove("is-shown"), REST);
  }

  close() {
    clearTimeout(this.#timer);
    window.removeEventListener("pointermove", this.#onPointer);
    window.removeEventListener("pointerdown", this.#onPointer);
  }

  /**
   * Say which scene is shown.
   *
   * @param {number} number from 1; one more than there are: the end
   * @param {number} count
   */
  set(number, count) {
    setText(this.#position, format(this.#words.position, { number: Math.min(number, count), count }));
  }
}

/**
 * @param {string} textContent
 * @param {string} label
 * @param {() => void} onclick
 */
function makeButton(textContent, label, onclick) {
  return element("button", { type: "button", textContent, title: label, "aria-label": label, onclick });
}
