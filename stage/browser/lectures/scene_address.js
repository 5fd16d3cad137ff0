// The address of a stage that shows a scene: the page's own address names the lecture, so a scene writes nothing.

/** An address as the synchronizer needs it, which is nowhere written. */
export class SceneAddress {
  #page;

  /**
   * @param {string} query of the state that the stage shows first
   * @param {string} page the address of the lesson's own page
   */
  constructor(query, page) {
    this.query = query;
    this.#page = page;
  }

  /** Nothing is written. */
  write() {}

  /**
   * Return the link to a state on the lesson's own page.
   *
   * @param {string} query
   */
  link(query) {
    const url = new URL(this.#page, document.baseURI);
    return `${url.origin}${url.pathname}${query ? "?" : ""}${query}`;
  }

  close() {}
}
