// Asks for frames one after another over a socket of its own, as fast as they are answered.

import { AnswerParts } from "../message_parts.js";
import { withChanges } from "./frame_changes.js";

/** @import { Socket } from "../connection.js" */
/** @import { Answer, Frame } from "../wire.d.ts" */

const TIMEOUT = 60_000; // milliseconds without an answer

export class FrameRequests {
  #socket;
  #parts = new AnswerParts();
  #number = 0;
  /** @type {unknown} */
  #frame = null;
  /** @type {((answer: Answer) => void) | null} */
  #onAnswer = null;
  /** @type {((error: Error) => void) | null} */
  #onError = null;
  #opened;

  /** @param {Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    this.#opened = new Promise((resolve) => {
      socket.onopen = () => resolve(undefined);
    });
    socket.onmessage = (/** @type {{ data: string }} */ { data }) => {
      const answer = this.#parts.add(data);
      if (answer !== null) this.#onAnswer?.(JSON.parse(answer));
    };
    socket.onclose = () => this.#onError?.(new Error("the connection was lost"));
  }

  /**
   * Return the frame of a state, with its arrays as they are on the wire.
   *
   * @param {string} query
   * @param {string} unseen the names of parts that need not be made anew
   * @returns {Promise<Frame>}
   */
  async frame(query, unseen) {
    await this.#unlessLost(this.#opened);
    this.#number += 1;
    this.#socket.send(`${this.#number}${unseen && `~${unseen}`} ${query}`);
    const { changes, failure } = await this.#unlessLost(this.#answer());
    if (failure || !changes) throw new Error(failure ?? "not the answer to a state");
    this.#frame = withChanges(this.#frame, changes);
    return /** @type {Frame} */ (this.#frame);
  }

  /** @returns {Promise<Answer>} */
  #answer() {
    const number = this.#number;
    return new Promise((resolve) => {
      this.#onAnswer = (answer) => {
        if (answer.number === number) resolve(answer);
      };
    });
  }

  /**
   * @template Result
   * @param {Promise<Result>} expected
   * @returns {Promise<Result>}
   */
  #unlessLost(expected) {
    /** @type {Promise<never>} */
    const lost = new Promise((_, reject) => {
      this.#onError = reject;
    });
    const timer = setTimeout(() => this.#onError?.(new Error("no answer")), TIMEOUT);
    return Promise.race([expected, lost]).finally(() => clearTimeout(timer));
  }

  close() {
    this.#socket.onclose = null;
    this.#socket.close();
  }
}
