// A socket to recorded frames, with the interface of a `WebSocket`: in a lecture that was saved as one file.

import { LocalSocket, STATE } from "../local_socket.js";
import { changesBetween } from "./frame_changes.js";

/** @import { Frame } from "../wire.d.ts" */

/** @typedef {(query: string) => Promise<Frame | null>} FindFrame */

const NUMBER = /^\d+/;

export class RecordedSocket extends LocalSocket {
  #find;
  /** @type {Frame | null} what was sent last */
  #sent = null;
  /** @type {Promise<void>} answers keep the order of their messages */
  #answered = Promise.resolve();

  /** @param {FindFrame} find */
  constructor(find) {
    super();
    this.#find = find;
  }

  /** @param {string | Blob} message */
  send(message) {
    if (typeof message === "string") this.#answered = this.#answered.then(() => this.#answer(message));
  }

  /** @param {string} message */
  async #answer(message) {
    const [, number, query = ""] = STATE.exec(message) ?? [];
    if (!number) {
      this.#reply({ number: Number(NUMBER.exec(message)?.[0]), download: null }); // nothing can be computed here
      return;
    }
    const frame = await this.#find(query);
    if (!frame) return;
    this.#reply({ number: Number(number), changes: changesBetween(this.#sent, frame) });
    this.#sent = frame;
  }

  /** @param {Record<string, unknown>} answer */
  #reply(answer) {
    if (this.readyState === WebSocket.OPEN) this.onmessage?.({ data: JSON.stringify(answer) });
  }
}
