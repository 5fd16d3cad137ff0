// A ring round the pointer that is seen from the last row; it hides while the pointer rests.

import { element } from "../dom.js";

const REST = 3000; // milliseconds

export class PointerRing {
  #host;
  #ring = element("div", { className: "presenter-ring", hidden: true });
  #isOn = false;
  #timer = 0;
  #listener = (/** @type {PointerEvent} */ event) => this.#follow(event);

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
    host.append(this.#ring);
    host.addEventListener("pointermove", this.#listener, true);
  }

  toggle() {
    this.#isOn = !this.#isOn;
    if (!this.#isOn) this.#ring.hidden = true;
  }

  /** @param {PointerEvent} event */
  #follow({ clientX, clientY }) {
    if (!this.#isOn) return;
    this.#ring.hidden = false;
    this.#ring.style.translate = `${clientX}px ${clientY}px`;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#ring.hidden = true), REST);
  }

  close() {
    clearTimeout(this.#timer);
    this.#host.removeEventListener("pointermove", this.#listener, true);
  }
}
