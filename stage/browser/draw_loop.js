// Draws what arrives at once, but once for every animation frame at most, and one drawing at a time.

/** Calls a function that draws, whenever a drawing is requested and due. */
export class DrawLoop {
  #draw;
  #onIdle;
  #isRequested = false;
  #isDrawing = false;
  #animationRequest = 0;
  #isClosed = false;

  /**
   * @param {() => Promise<void> | null} draw null: drawing is not possible yet
   * @param {() => void} onIdle called when everything that was requested is drawn
   */
  constructor(draw, onIdle) {
    this.#draw = draw;
    this.#onIdle = onIdle;
  }

  /** Whether a drawing is requested or under way. */
  get isBusy() {
    return this.#isRequested || this.#isDrawing;
  }

  request() {
    this.#isRequested = true;
    if (this.#isClosed || this.#isDrawing || this.#animationRequest) return;
    this.#animationRequest = requestAnimationFrame(() => {
      this.#animationRequest = 0;
      if (this.#isRequested) this.request();
    });
    this.#start();
  }

  async #start() {
    this.#isRequested = false;
    this.#isDrawing = true;
    const drawing = this.#draw();
    this.#isRequested ||= !drawing;
    await drawing;
    this.#isDrawing = false;
    if (this.#isClosed || !drawing) return;
    if (this.#isRequested) this.request();
    else this.#onIdle();
  }

  close() {
    this.#isClosed = true;
    cancelAnimationFrame(this.#animationRequest);
  }
}
