// Goes a way from one state to another in a fraction of a second, as fast as frames are computed.

/** @import { Way } from "./way.js" */

const DURATION = 400; // milliseconds
const LATEST = 2 * DURATION; // where the page is hidden, no animation frame comes
const REDUCED_MOTION = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Whether something may move by itself, and would be seen. */
export function mayGlide() {
  return !REDUCED_MOTION.matches && !document.hidden;
}

/** One way at a time. */
export class Glide {
  /** Whether it is on the way. */
  isUnderWay = false;
  #request = 0;
  #timer = 0;

  /**
   * @param {Way} way
   * @param {(query: string, control: string) => void} show a state of the way, in which the control moves
   * @param {() => void} arrive called at the end, unless it is stopped
   */
  start({ control, queryAt }, show, arrive) {
    this.stop();
    this.isUnderWay = true;
    const startedAt = performance.now();
    const end = () => {
      this.stop();
      arrive();
    };
    const goOn = () => {
      const share = (performance.now() - startedAt) / DURATION;
      if (share >= 1) return end();
      show(queryAt(0.5 - 0.5 * Math.cos(Math.PI * share)), control);
      this.#request = requestAnimationFrame(goOn);
    };
    this.#timer = setTimeout(end, LATEST);
    this.#request = requestAnimationFrame(goOn);
  }

  stop() {
    this.isUnderWay = false;
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#timer);
  }
}
