// The small page that is enlarged to the window: its letters of 14 pixels are then 24 at 1280 x 720 and 36 at 1920 x 1080.
//
// A CSS transform rather than fonts and marks enlarged one by one: everything keeps its proportions, also what Plotly places
// in pixels. A transform rather than `zoom`: Plotly finds the pointer below transforms by itself, and every browser agrees on
// them. The stage asks `places.js` where a pointer is on the page.

const WIDTH = 1280; // of the window at which the scale is SCALE
const HEIGHT = 720;
const SCALE = 1.75;

/**
 * Return by how much the page is enlarged; a phone, which nobody reads from afar, is not.
 *
 * @param {number} width of the window in pixels
 * @param {number} height
 */
export function scaleFor(width, height) {
  return Math.max(1, SCALE * Math.min(width / WIDTH, height / HEIGHT));
}

/** Keeps the page as large as its host. */
export class PageScale {
  #host;
  #page;
  #observer = new ResizeObserver(() => this.#fit());

  /**
   * @param {HTMLElement} host
   * @param {HTMLElement} page inside it
   */
  constructor(host, page) {
    this.#host = host;
    this.#page = page;
    this.#observer.observe(host);
    this.#fit();
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.#host;
    const scale = scaleFor(width, height);
    this.#host.classList.toggle("is-upright", height > width);
    const { style } = this.#page;
    style.width = `${width / scale}px`;
    style.setProperty("--presenter-height", `${height / scale}px`);
    style.transform = scale === 1 ? "" : `scale(${scale})`;
  }

  close() {
    this.#observer.disconnect();
  }
}
