// The files with which Python runs in this browser, loaded ahead of need: the browser keeps them, because their addresses
// name their content, and Python can start while the server is out of reach.

const LATER = "later.bin"; // what reads a reader's own file
const APPLICATION = "application.bin";

export class PythonFiles {
  #worker;
  /** @type {Map<string, Promise<void>>} by address; one that could not be loaded is loaded again when it is asked for */
  #loaded = new Map();

  /** @param {string} address of the worker's script */
  constructor(address) {
    this.#worker = new URL(address, document.baseURI);
  }

  /**
   * Load what is not loaded yet, one file after another.
   *
   * @param {boolean} withLater whether the reader has a file
   * @returns {Promise<boolean>} whether all of it is there
   */
  async load(withLater) {
    try {
      const described = new URL("python.json", this.#worker);
      await this.#keep(this.#worker);
      await this.#keep(described);
      const { runtime, files } = await (await fetch(described)).json();
      for (const name of files) {
        const folder = name === APPLICATION ? this.#worker : new URL(runtime, this.#worker);
        // One at a time, so that the lesson itself never waits for many.
        if (withLater || name !== LATER) await this.#keep(new URL(name, folder)); // oxlint-disable-line no-await-in-loop
      }
      return true;
    } catch {
      return false;
    }
  }

  /** @param {URL} address */
  #keep({ href }) {
    const loading = this.#loaded.get(href) ?? read(href);
    this.#loaded.set(href, loading);
    loading.catch(() => this.#loaded.delete(href));
    return loading;
  }

  /**
   * Return how many milliseconds the host of the files takes for an answer without content: the shortest of three times.
   *
   * @returns {Promise<number>}
   */
  async roundTrip() {
    let shortest = Infinity;
    for (let time = 0; time < 3; time += 1) {
      const start = performance.now();
      await fetch(this.#worker, { method: "HEAD", cache: "no-store" }); // oxlint-disable-line no-await-in-loop
      shortest = Math.min(shortest, performance.now() - start);
    }
    return shortest;
  }
}

/**
 * Read a file to its end, without keeping it in memory.
 *
 * @param {string} address
 */
async function read(address) {
  const answer = await fetch(address, /** @type {RequestInit} */ ({ priority: "low" }));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  await answer.body?.pipeTo(new WritableStream());
}
