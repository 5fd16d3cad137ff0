// Requests that are answered once each, downloads and files, by the numbers of their messages.

/** @import { Answer } from "./wire.d.ts" */

/** @typedef {{ sentAt: number, resolve: (answer: Answer) => void, reject: (error: Error) => void }} Request */

export class PendingRequests {
  /** @type {Map<number, Request>} */
  #requests = new Map();

  get messages() {
    return [...this.#requests.values()];
  }

  /**
   * @param {number} number of the message that was sent now
   * @returns {Promise<Answer>}
   */
  add(number) {
    return new Promise((resolve, reject) => this.#requests.set(number, { resolve, reject, sentAt: performance.now() }));
  }

  /**
   * Settle the request that an answer belongs to; return whether there is one.
   *
   * @param {Answer} answer
   */
  settle(answer) {
    const request = this.#requests.get(answer.number);
    if (!request) return false;
    this.#requests.delete(answer.number);
    if (answer.failure) request.reject(new Error(answer.failure));
    else request.resolve(answer);
    return true;
  }

  /** No answer will come. */
  reject() {
    for (const { reject } of this.#requests.values()) reject(new Error("the connection was lost"));
    this.#requests.clear();
  }
}
