// The address bar: its query string holds the whole state, and is written when a control is let go.
//
// It is read at the start and on back and forward. Parameters of other programs are left where they are.

import { filter, join } from "./query.js";

const EMBEDDING = new Set(["embed", "embed_options"]); // parameters of a page in a frame
const GESTURE = 1000; // milliseconds in which changes of one control replace the entry in the history

export class Address {
  #parameters;
  #path = location.pathname;
  #neutral;
  #listener;
  /** @type {string | null} the control whose change was written last; null: a whole state was loaded */
  #lastControl = null;
  #lastWrite = 0;

  /**
   * @param {Iterable<string>} parameters the parameters of the state
   * @param {string} neutral the address of the lesson in whatever language; "" where that is the page's
   * @param {(query: string) => void} onNavigate called with the state's part of the query on back and forward
   */
  constructor(parameters, neutral, onNavigate) {
    this.#neutral = neutral ? new URL(neutral, document.baseURI).pathname : this.#path;
    this.#parameters = new Set(parameters);
    this.#listener = () => {
      if (location.pathname !== this.#path) return;
      this.#lastControl = null;
      onNavigate(this.query);
    };
    window.addEventListener("popstate", this.#listener);
  }

  /** The state's part of the query string. */
  get query() {
    return filter(location.search.slice(1), (parameter) => this.#parameters.has(parameter));
  }

  /**
   * Write a state.
   *
   * @param {string} query
   * @param {string | null} control the control that was changed; null: a whole state was loaded
   */
  write(query, control) {
    const others = filter(location.search.slice(1), (parameter) => !this.#parameters.has(parameter));
    const search = join([query, others]);
    if (`?${search}` === location.search || location.pathname !== this.#path) return;
    const now = performance.now();
    const isSameGesture = control !== null && control === this.#lastControl && now - this.#lastWrite < GESTURE;
    this.#lastControl = control;
    this.#lastWrite = now;
    const { history } = window;
    const address = `${location.pathname}?${search}${location.hash}`;
    try {
      if (isSameGesture) history.replaceState(history.state, "", address);
      else history.pushState(history.state, "", address);
    } catch {
      // Browsers limit how often the address may be written; it then stays as it was.
    }
  }

  /**
   * Return the link to a state, which opens a page of its own where this one is in a frame, in its reader's language.
   *
   * @param {string} query
   */
  link(query) {
    const isKept = (/** @type {string} */ name) => !this.#parameters.has(name) && !EMBEDDING.has(name);
    return `${location.origin}${this.#neutral}?${join([query, filter(location.search.slice(1), isKept)])}`;
  }

  close() {
    window.removeEventListener("popstate", this.#listener);
  }
}
