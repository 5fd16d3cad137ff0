// Which lecture the address presents, and at which scene; parameters of others are left where they are.

import { filter, join } from "../query.js";

const OWN_PARAMETERS = new Set(["lecture", "scene", "file", "present"]);

export class LectureAddress {
  #path = location.pathname;
  #onChange;
  #isPushed = false; // the entry before it in the history is this page
  #listener = () => {
    if (location.pathname === this.#path) this.#onChange();
  };

  /** @param {() => void} onChange called when it is another one */
  constructor(onChange) {
    this.#onChange = onChange;
    window.addEventListener("popstate", this.#listener);
  }

  get #parameters() {
    return new URLSearchParams(location.search);
  }

  get isPresenting() {
    return this.#parameters.get("present") === "1";
  }

  /** The code of the lecture; "": the reader's own. */
  get name() {
    return this.#parameters.get("lecture") ?? "";
  }

  /** From 1. */
  get scene() {
    const number = Number(this.#parameters.get("scene") ?? 1);
    return Number.isInteger(number) && number > 0 ? number : 1;
  }

  /**
   * Present a lecture; back leaves it.
   *
   * @param {string} name
   * @param {number} scene
   */
  start(name, scene) {
    this.#isPushed = true;
    history.pushState(history.state, "", this.#of(name, scene, true));
  }

  /** @param {number} scene */
  setScene(scene) {
    if (!this.isPresenting || scene === this.scene) return;
    try {
      history.replaceState(history.state, "", this.#of(this.name, scene, true));
    } catch {
      // Browsers limit how often the address may be written.
    }
  }

  /** Present nothing any more. */
  leave() {
    if (!this.isPresenting) return;
    if (this.#isPushed) {
      this.#isPushed = false;
      history.back();
    } else {
      history.replaceState(history.state, "", this.#of(this.name, this.scene, false));
      this.#onChange();
    }
  }

  /**
   * Return the address in the form in which the stage writes it: what is the default is left out.
   *
   * @param {string} name
   * @param {number} scene
   * @param {boolean} isPresenting
   */
  #of(name, scene, isPresenting) {
    const own = [name && `lecture=${name}`, scene > 1 ? `scene=${scene}` : ""];
    const others = filter(location.search.slice(1), (parameter) => !OWN_PARAMETERS.has(parameter));
    const search = join([...own, others, isPresenting ? "present=1" : ""]);
    return `${this.#path}${search && "?"}${search}${location.hash}`;
  }

  close() {
    window.removeEventListener("popstate", this.#listener);
  }
}
