// A socket to Python in this browser, with the interface of a `WebSocket`.
//
// Until Python is ready, states whose frames were computed when the site was built are answered from there.

import { LocalSocket, STATE } from "../local_socket.js";

/** @import { PythonWorker } from "./python_worker.js" */

/** @typedef {{ lesson: string, language: string, firstFrames: Readonly<Record<string, string>> }} Opened */

const FRAME = /^\{"number":(\d+),"changes"/;
const FIRST_NUMBER = '{"number":0,'; // how the frames of the site begin
const LOST = 1006;

export class PythonSocket extends LocalSocket {
  #python;
  #opened;
  /** @type {number | null} */
  #id = null;
  #newestFrame = 0;
  /** @type {Promise<void> | null} a part of a file that is being read: what is sent after it waits, as in the network */
  #reading = null;

  /**
   * @param {PythonWorker} python
   * @param {Opened} opened
   */
  constructor(python, opened) {
    super();
    this.#python = python;
    this.#opened = opened;
  }

  /** @param {string | Blob} message */
  send(message) {
    if (typeof message === "string" && !this.#reading) {
      this.#sendText(message);
      return;
    }
    const reading = Promise.resolve(this.#reading)
      .then(() => (typeof message === "string" ? this.#sendText(message) : this.#sendPart(message)))
      .finally(() => {
        if (this.#reading === reading) this.#reading = null;
      });
    this.#reading = reading;
  }

  /** @param {Blob} part of a file */
  async #sendPart(part) {
    const bytes = await part.arrayBuffer();
    this.#post({ part: bytes }, [bytes]);
  }

  /** @param {string} text */
  #sendText(text) {
    const [, number, query = ""] = STATE.exec(text) ?? [];
    const address = this.#python.isReady || !number ? undefined : this.#opened.firstFrames[query];
    if (address === undefined) this.#post({ text });
    else
      this.#loadFrame(address, Number(number)).then(
        () => this.#join(),
        () => this.#post({ text }),
      );
  }

  /**
   * @param {string} address
   * @param {number} number
   */
  async #loadFrame(address, number) {
    const answer = await fetch(new URL(address, document.baseURI));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    this.receive((await answer.text()).replace(FIRST_NUMBER, `{"number":${number},`));
  }

  /**
   * Return the number under which Python knows this socket; from the first call on, Python is there or being started.
   *
   * A socket that was closed while it read has none, and starts nothing.
   */
  #join() {
    if (this.readyState === WebSocket.CLOSED) return null;
    const { lesson, language } = this.#opened;
    return (this.#id ??= this.#python.add(this, { lesson, language }));
  }

  /**
   * @param {Record<string, unknown>} message
   * @param {Transferable[]} [transferred]
   */
  #post(message, transferred) {
    const id = this.#join();
    if (id !== null) this.#python.post({ id, ...message }, transferred);
  }

  /** @param {string} answer */
  receive(answer) {
    if (this.readyState !== WebSocket.OPEN) return;
    const number = Number(FRAME.exec(answer)?.[1] ?? Infinity);
    if (number < this.#newestFrame) return; // one of the site was there first
    if (Number.isFinite(number)) this.#newestFrame = number;
    this.onmessage?.({ data: answer });
  }

  /** The worker is gone. */
  lose() {
    this.#id = null;
    if (this.readyState === WebSocket.CLOSED) return;
    super.close();
    this.onclose?.({ code: LOST });
  }

  close() {
    super.close();
    if (this.#id !== null) this.#python.remove(this.#id);
    this.#id = null;
  }
}
