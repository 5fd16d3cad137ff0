// Which figures and tables are off the screen: while a state moves, they need not be made and sent.

/** Keeps the names of the parts of a frame whose elements are off the screen; "figures.loss", "tables.weights". */
export class UnseenParts {
  /** @type {Map<Element, string>} */
  #watched = new Map();
  /** @type {Set<Element>} */
  #unseen = new Set();
  #observer = new IntersectionObserver((entries) => this.#onMove(entries));

  /** @returns {readonly string[]} */
  get names() {
    return [...this.#unseen].map((element) => this.#watched.get(element) ?? "");
  }

  /**
   * @param {Element} element
   * @param {string} name
   */
  watch(element, name) {
    this.#watched.set(element, name);
    this.#observer.observe(element);
  }

  /** @param {Element} element */
  unwatch(element) {
    this.#watched.delete(element);
    this.#unseen.delete(element);
    this.#observer.unobserve(element);
  }

  /** @param {readonly IntersectionObserverEntry[]} entries */
  #onMove(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting || !this.#watched.has(target)) this.#unseen.delete(target);
      else this.#unseen.add(target);
    }
  }

  close() {
    this.#observer.disconnect();
  }
}
