// The mark at the edge of the page that says what Python in this browser is doing; hidden while there is nothing to say.

import { element, format, setText } from "../dom.js";
import { CHANGE, END } from "./python_worker.js";

/** @import { Words } from "../wire.d.ts" */
/** @import { PythonWorker } from "./python_worker.js" */

const LONG = 3000; // milliseconds that a computation may take before it can be left
const WATCH_INTERVAL = 500;
const MEGABYTE = 1e6;

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1);
}

export class PythonMark {
  element;
  #words;
  #text = element("span");
  #button = element("button", { type: "button", hidden: true });
  /** @type {PythonWorker | null} */
  #python;
  #timer;
  #wasReady = false;
  #update = () => this.#show();
  #onEnd = () => {
    this.#wasReady = true; // what starts now starts again
  };
  /** @type {{ sentence: string, label: string, accept: () => void } | null} */
  #offer = null;
  /** said while there is nothing else */
  #standing = "";

  /**
   * @param {Words} words
   * @param {PythonWorker | null} python
   * @param {() => void} onLeave called when the reader leaves a computation that takes long
   */
  constructor(words, python, onLeave) {
    this.#words = words;
    this.#python = python;
    this.element = element("p", { className: "stage-python", role: "status", hidden: true }, this.#text, this.#button);
    this.#button.onclick = () => {
      const accept = this.#offer?.accept ?? onLeave;
      this.#offer = null;
      accept();
      this.#show();
    };
    python?.addEventListener(CHANGE, this.#update);
    python?.addEventListener(END, this.#onEnd);
    this.#timer = setInterval(this.#update, WATCH_INTERVAL);
  }

  /**
   * Offer something with a button.
   *
   * @param {string} sentence
   * @param {string} label
   * @param {() => void} accept
   */
  offer(sentence, label, accept) {
    this.#offer = { sentence, label, accept };
    this.#show();
  }

  withdraw() {
    this.#offer = null;
    this.#show();
  }

  /** @param {string} sentence "": nothing */
  setStanding(sentence) {
    this.#standing = sentence;
    this.#show();
  }

  #show() {
    const [sentence, label] = this.#content();
    setText(this.#text, sentence);
    setText(this.#button, label);
    this.#button.hidden = !label;
    this.element.hidden = !sentence;
  }

  /** @returns {[sentence: string, label: string]} */
  #content() {
    if (this.#offer) return [this.#offer.sentence, this.#offer.label];
    const { python_loads, python_starts, python_starts_again, python_computes, python_leave } = this.#words;
    const { isStarted = false, isReady = false, progress = null, busySince = null } = this.#python ?? {};
    if (progress) {
      return [format(python_loads, { loaded: megabytes(progress.loaded), total: megabytes(progress.total) }), ""];
    }
    if (isStarted && !isReady) return [this.#wasReady ? python_starts_again : python_starts, ""];
    const seconds = busySince === null ? 0 : (performance.now() - busySince) / 1000;
    if (seconds * 1000 < LONG) return [this.#standing, ""];
    return [format(python_computes, { seconds: seconds.toFixed(0) }), python_leave];
  }

  close() {
    clearInterval(this.#timer);
    this.#python?.removeEventListener(CHANGE, this.#update);
    this.#python?.removeEventListener(END, this.#onEnd);
  }
}
