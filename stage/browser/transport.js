// Opens the sockets of a lesson: to the server, to Python in this browser, or to recorded frames.

import { PythonSocket } from "./python/python_socket.js";
import { pythonWorker } from "./python/python_worker.js";
import { sessionUrl } from "./session_url.js";

/** @import { MountData } from "./wire.d.ts" */

export class Transport {
  #data;
  #url;
  /** whether Python in this browser answers */
  isLocal;
  /** Python in this browser; null where there is none */
  python;

  /** @param {MountData} data */
  constructor(data) {
    this.#data = data;
    this.#url = data.addresses.session ? sessionUrl(data) : "";
    this.isLocal = !this.#url;
    this.python = data.addresses.python ? pythonWorker(data.addresses.python) : null;
  }

  /** Whether there is a server. */
  get hasServer() {
    return this.#url !== "";
  }

  open() {
    const { recorded } = this.#data;
    if (recorded) return recorded.open(this.#data.lesson);
    if (!this.isLocal || !this.python) return this.openToServer();
    const { lesson, language, first_frames: firstFrames } = this.#data;
    return new PythonSocket(this.python, { lesson, language, firstFrames });
  }

  openToServer() {
    return new WebSocket(this.#url);
  }
}
