// The mark at the edge of the page that says what Python in this browser is doing; hidden while there is nothing to say.
//
// Screen readers hear that something starts and ends, and not every megabyte and second of it.

import { element, format, setText } from "../dom.js";
import { CHANGE, END } from "./python_worker.js";

/** @import { Words } from "../wire.d.ts" */
/** @import { PythonWorker } from "./python_worker.js" */

const LONG = 3000; // milliseconds that a computation may take before it can be left
const WATCH_INTERVAL = 500;
const MEGABYTE = 1e6;

/** @typedef {{ sentence: string, announced?: string, accept?: string, decline?: string }} Content */

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / MEGABYTE).toFixed(1);
}

export class PythonMark {
  element;
  announcement = element("p", { className: "stage-visually-hidden", role: "status" });
  #words;
  #text = element("span");
  #accept = element("button", { type: "button", hidden: true });
  #decline = element("button", { type: "button", hidden: true });
  /** @type {PythonWorker | null} */
  #python;
  #timer = 0;
  #wasReady = false;
  #update = () => this.#show();
  #onEnd = () => {
    this.#wasReady = true; // what starts now starts again
  };
  /** @type {{ sentence: string, accept: () => void } | null} */
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
    this.element = element("p", { className: "stage-python", hidden: true }, this.#text, this.#accept, this.#decline);
    this.#accept.onclick = () => {
      const accept = this.#offer?.accept ?? onLeave;
      this.#offer = null;
      accept();
      this.#show();
    };
    this.#decline.onclick = () => this.withdraw();
    if (!python) return;
    python.addEventListener(CHANGE, this.#update);
    python.addEventListener(END, this.#onEnd);
    this.#timer = setInterval(this.#update, WATCH_INTERVAL);
  }

  /**
   * Offer to compute in this browser.
   *
   * @param {string} sentence
   * @param {() => void} accept
   */
  offer(sentence, accept) {
    this.#offer = { sentence, accept };
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
    const { sentence, announced = sentence, accept = "", decline = "" } = this.#content();
    setText(this.#text, sentence);
    for (const [button, label] of /** @type {const} */ ([
      [this.#accept, accept],
      [this.#decline, decline],
    ])) {
      setText(button, label);
      button.hidden = !label;
    }
    this.element.hidden = !sentence;
    setText(this.announcement, announced);
  }

  /** @returns {Content} */
  #content() {
    const words = this.#words;
    if (this.#offer) {
      return { sentence: this.#offer.sentence, accept: words.stand_in_accept, decline: words.stand_in_decline };
    }
    const { isStarted = false, isReady = false, progress = null, busySince = null } = this.#python ?? {};
    const starts = this.#wasReady ? words.python_starts_again : words.python_starts;
    if (progress) {
      const { loaded, total } = progress;
      const sentence = format(words.python_loads, { loaded: megabytes(loaded), total: megabytes(total) });
      return { sentence, announced: starts };
    }
    if (isStarted && !isReady) return { sentence: starts };
    const seconds = busySince === null ? 0 : (performance.now() - busySince) / 1000;
    if (seconds * 1000 < LONG) return { sentence: this.#standing };
    const sentence = format(words.python_computes, { seconds: seconds.toFixed(0) });
    const announced = format(words.python_computes, { seconds: (LONG / 1000).toFixed(0) });
    return { sentence, announced, accept: words.python_leave };
  }

  close() {
    clearInterval(this.#timer);
    this.#python?.removeEventListener(CHANGE, this.#update);
    this.#python?.removeEventListener(END, this.#onEnd);
  }
}
