// Tells a lost connection from one that still sends: a file over a slow line makes progress without an answer.

/** Watches how many bytes a socket has still to send. */
export class SendProgress {
  #bytesLeft = 0;
  #lastProgress = 0;

  /**
   * Return the milliseconds since a moment, or since bytes were last sent, whichever is later.
   *
   * @param {number} moment by `performance.now()`
   * @param {number} bytesLeft that the socket has still to send
   */
  silenceSince(moment, bytesLeft) {
    const now = performance.now();
    if (bytesLeft < this.#bytesLeft) this.#lastProgress = now;
    this.#bytesLeft = bytesLeft;
    return now - Math.max(moment, this.#lastProgress);
  }
}
