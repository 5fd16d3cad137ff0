// What happens while the server does not answer: the reader is told, and Python in this browser stands in where the host
// allows it, until the server is back.
//
// A server that is out of reach cannot send the files of Python any more: they are loaded some seconds after the first
// answer, and nothing is offered before they are there. The server stays asked until Python is ready.

import { format } from "./dom.js";
import { PythonMark } from "./python/python_mark.js";
import { END, READY } from "./python/python_worker.js";

/** @import { Connection } from "./connection.js" */
/** @import { Transport } from "./transport.js" */
/** @import { View } from "./view.js" */
/** @import { MountData } from "./wire.d.ts" */

const DELAY_OF_NOTICE = 400; // milliseconds without an answer
const DELAY_OF_STAND_IN = 5000;
const DELAY_OF_FILES = 5000; // who only looks in loads nothing
const PROBE_INTERVAL = 5000;
const SLOW_ROUND_TRIP = 250; // milliseconds
const MEASURING_INTERVAL = 60_000;

/** Whether the reader has asked for few bytes: nothing is then loaded ahead of need. */
function savesData() {
  return "connection" in navigator && /** @type {{ saveData?: boolean }} */ (navigator.connection).saveData === true;
}

export class StandIn {
  #view;
  #words;
  #mode;
  #transport;
  #connection;
  #mark;
  #noticeTimer = 0;
  #offerTimer = 0;
  #probeTimer = 0;
  #filesTimer = 0;
  /** @type {WebSocket | null} */
  #probe = null;
  #isStarting = false; // Python, to stand in
  #returns = false; // to the server, as soon as it answers
  #wasSlow = false;
  #hasFile = false; // of the reader, which needs more of Python
  #measuredAt = -Infinity;
  #isClosed = false;
  #onReady = () => {
    if (this.#isStarting) this.#stand();
  };
  #onEnd = () => {
    if (this.#isStarting) this.#offerTimer = 0; // a later disconnection may offer it again
    this.#isStarting = false;
  };

  /**
   * @param {View} view
   * @param {MountData} data
   * @param {Transport} transport
   * @param {Connection} connection
   * @param {() => void} leave goes back to the state that was answered last
   */
  constructor(view, { words, stand_in: mode }, transport, connection, leave) {
    this.#view = view;
    this.#words = words;
    this.#mode = mode;
    this.#transport = transport;
    this.#connection = connection;
    this.#mark = new PythonMark(words, transport.python, () => {
      transport.python?.stop();
      leave();
    });
    view.messages.append(this.#mark.element, this.#mark.announcement);
    transport.python?.addEventListener(READY, this.#onReady);
    transport.python?.addEventListener(END, this.#onEnd);
  }

  /** Python in this browser, where it may stand in now. */
  get #python() {
    const { hasServer, isLocal, python } = this.#transport;
    return hasServer && !isLocal && !this.#isStarting && !this.#isClosed && this.#mode !== "off" ? python : null;
  }

  /** There is no connection, or no answer for a while. */
  onDisconnect() {
    const { python_stopped, disconnected } = this.#words;
    const sentence = this.#transport.isLocal ? python_stopped : disconnected;
    this.#noticeTimer ||= setTimeout(() => this.#view.setConnectionNotice(sentence), DELAY_OF_NOTICE);
    if (this.#python) this.#offerTimer ||= setTimeout(() => this.#onLost(), DELAY_OF_STAND_IN);
  }

  onAnswer() {
    if (this.#isStarting && this.#returns) this.#transport.python?.stop(); // the server was quicker
    if (this.#offerTimer) this.#mark.withdraw();
    for (const timer of [this.#noticeTimer, this.#offerTimer]) clearTimeout(timer);
    this.#noticeTimer = this.#offerTimer = 0;
    this.#view.setConnectionNotice("");
    if (!this.#python) return;
    if (this.#connection.fileDigest !== undefined && !this.#hasFile) {
      this.#hasFile = true;
      clearTimeout(this.#filesTimer);
      this.#filesTimer = 0;
    }
    if (!savesData()) this.#filesTimer ||= setTimeout(() => this.#loadFiles(), DELAY_OF_FILES);
    const milliseconds = this.#connection.roundTrip ?? 0;
    if (!this.#wasSlow && milliseconds >= SLOW_ROUND_TRIP) this.#onSlow(milliseconds);
  }

  /** @returns {Promise<boolean>} whether Python can start without the server */
  async #loadFiles() {
    const isThere = (await this.#python?.files.load(this.#connection.fileDigest !== undefined)) ?? false;
    if (!isThere) this.#filesTimer = 0; // what is missing is loaded after a later answer
    return isThere;
  }

  async #onLost() {
    const timer = this.#offerTimer;
    const isThere = await this.#loadFiles();
    if (this.#offerTimer !== timer || !this.#python) return; // the server has answered meanwhile
    if (isThere) this.#propose(this.#words.stand_in, true);
    else this.#offerTimer = 0;
  }

  /** @param {number} milliseconds of the shortest of the latest round trips, in which long computations count too */
  async #onSlow(milliseconds) {
    const now = performance.now();
    if (now - this.#measuredAt < MEASURING_INTERVAL) return;
    this.#measuredAt = now;
    const ofNetwork = await this.#python?.files.roundTrip().catch(() => 0);
    if (!ofNetwork || ofNetwork < SLOW_ROUND_TRIP || this.#offerTimer || !this.#python) return;
    this.#wasSlow = true; // said once
    this.#propose(format(this.#words.stand_in_slow, { milliseconds: milliseconds.toFixed(0) }), false);
  }

  /**
   * @param {string} sentence
   * @param {boolean} returns whether the server answers again when it can be reached
   */
  #propose(sentence, returns) {
    if (this.#mode === "automatic") this.#begin(returns);
    else this.#mark.offer(sentence, () => this.#begin(returns));
  }

  /** @param {boolean} returns */
  #begin(returns) {
    const python = this.#python;
    if (!python) return;
    this.#returns = returns;
    this.#isStarting = true;
    python.start();
  }

  #stand() {
    this.#isStarting = false;
    this.#transport.isLocal = true;
    this.#mark.setStanding(this.#words.stand_in_mark);
    this.#connection.reopen();
    if (this.#returns) this.#probeTimer = setTimeout(() => this.#probeServer(), PROBE_INTERVAL);
  }

  // A socket that opens shows that the server admits this reader again. One that does neither open nor fail is given up.
  #probeServer() {
    this.#closeProbe();
    this.#probe = this.#transport.openToServer();
    this.#probe.onopen = () => this.#return();
    this.#probeTimer = setTimeout(() => this.#probeServer(), PROBE_INTERVAL);
  }

  #return() {
    this.#closeProbe();
    this.#transport.isLocal = false;
    this.#mark.setStanding("");
    this.#connection.reopen();
    this.#transport.python?.stop();
  }

  #closeProbe() {
    clearTimeout(this.#probeTimer);
    const probe = this.#probe;
    this.#probe = null;
    if (!probe) return;
    probe.onopen = null;
    probe.close();
  }

  close() {
    this.#isClosed = true;
    for (const timer of [this.#noticeTimer, this.#offerTimer, this.#filesTimer]) clearTimeout(timer);
    this.#closeProbe();
    this.#mark.close();
    const { hasServer, python } = this.#transport;
    python?.removeEventListener(READY, this.#onReady);
    python?.removeEventListener(END, this.#onEnd);
    if (hasServer) python?.stop(); // the lesson that follows begins with the server
  }
}
