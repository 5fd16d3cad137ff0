// Draws what arrives at once, but once for every animation frame at most.

/** Calls a function that draws, whenever a drawing is requested and due. */
export class DrawLoop {
  #draw;
  #onIdle;
  #isRequested = false;
  #animationRequest = 0;
  #isClosed = false;

  /**
   * @param {() => boolean} draw false: drawing is not possible yet
   * @param {() => void} onIdle called when everything that was requested is drawn
   */
  constructor(draw, onIdle) {
    this.#draw = draw;
    this.#onIdle = onIdle;
  }

  /** Whether a drawing is requested. */
  get isBusy() {
    return this.#isRequested;
  }

  request() {
    this.#isRequested = true;
    if (this.#isClosed || this.#animationRequest) return;
    this.#animationRequest = requestAnimationFrame(() => {
      this.#animationRequest = 0;
      if (this.#isRequested) this.request();
    });
    this.#isRequested = false;
    if (!this.#draw()) this.#isRequested = true;
    else if (!this.#isRequested) this.#onIdle();
  }

  close() {
    this.#isClosed = true;
    cancelAnimationFrame(this.#animationRequest);
  }
}
