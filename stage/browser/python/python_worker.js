// Python in a web worker of this page: started when it is first needed, and again after it ended.
//
// One worker answers all sockets of the page. It fires "change" when there is news of its progress, "ready" when Python is,
// and "end" when it is gone.

import { PythonFiles } from "./python_files.js";

/** @import { PythonSocket } from "./python_socket.js" */

export const CHANGE = "change";
export const READY = "ready";
export const END = "end";

/** @typedef {{ loaded: number, total: number }} Progress bytes */

export class PythonWorker extends EventTarget {
  files;
  #address;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, PythonSocket>} */
  #sockets = new Map();
  #lastId = 0;
  #posted = 0; // messages since the worker started
  isReady = false;
  /** @type {Progress | null} of what is loading now */
  progress = null;
  /** @type {number | null} since when it has been computing */
  busySince = null;

  /** @param {string} address of the worker's script */
  constructor(address) {
    super();
    this.#address = address;
    this.files = new PythonFiles(address);
  }

  get isStarted() {
    return this.#worker !== null;
  }

  start() {
    if (this.#worker) return;
    const worker = new Worker(new URL(this.#address, document.baseURI), { type: "module" });
    this.#worker = worker;
    this.#posted = 0;
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      console.error("Python in this browser ended:", event.message);
      if (this.#worker === worker) this.stop();
    };
    this.#change();
  }

  /**
   * Answer a socket's messages from now on; return its number.
   *
   * @param {PythonSocket} socket
   * @param {{ lesson: string, language: string }} open
   */
  add(socket, open) {
    const id = (this.#lastId += 1);
    this.#sockets.set(id, socket);
    this.start();
    this.post({ id, open });
    return id;
  }

  /** @param {number} id of a socket that was closed */
  remove(id) {
    if (this.#sockets.delete(id)) this.post({ id, close: true });
  }

  /**
   * @param {{ id: number } & Record<string, unknown>} message
   * @param {Transferable[]} [transferred]
   */
  post(message, transferred = []) {
    this.#posted += 1;
    this.busySince ??= performance.now();
    this.#worker?.postMessage(message, transferred);
  }

  /** @param {{ progress?: Progress, ready?: true, id?: number, answer?: string, idle?: number, failure?: string }} data */
  #receive({ progress, ready, id, answer, idle, failure }) {
    if (failure) {
      console.error("Python in this browser ended:", failure);
      this.stop();
      return;
    }
    if (progress) this.progress = progress.loaded < progress.total ? progress : null;
    if (ready) {
      this.isReady = true;
      this.progress = null;
      this.busySince &&= performance.now();
      this.dispatchEvent(new Event(READY));
    }
    if (idle === this.#posted) this.busySince = null;
    if (id === undefined || answer === undefined) this.#change();
    else {
      this.progress = null; // what it needed is there
      this.#sockets.get(id)?.receive(answer);
    }
  }

  #change() {
    this.dispatchEvent(new Event(CHANGE));
  }

  /** End it at once, whatever it computes; its sockets are closed. */
  stop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.isReady = false;
    this.progress = this.busySince = null;
    const sockets = [...this.#sockets.values()];
    this.#sockets.clear();
    this.dispatchEvent(new Event(END));
    this.#change();
    for (const socket of sockets) socket.lose();
  }
}

/** @type {Map<string, PythonWorker>} */
const workers = new Map();

/**
 * Return the one worker of this page.
 *
 * @param {string} address of its script
 */
export function pythonWorker(address) {
  const worker = workers.get(address) ?? new PythonWorker(address);
  workers.set(address, worker);
  return worker;
}
