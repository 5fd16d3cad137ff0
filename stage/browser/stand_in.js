// What happens while the server does not answer: the reader is told, and Python in this browser stands in where the host
// allows it, until the server is back.

import { format } from "./dom.js";
import { PythonMark } from "./python/python_mark.js";

/** @import { Connection } from "./connection.js" */
/** @import { Transport } from "./transport.js" */
/** @import { View } from "./view.js" */
/** @import { MountData } from "./wire.d.ts" */

const DELAY_OF_NOTICE = 400; // milliseconds without an answer
const DELAY_OF_STAND_IN = 5000;
const PROBE_INTERVAL = 5000;
const SLOW_ROUND_TRIP = 250; // milliseconds

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
  /** @type {WebSocket | null} */
  #probe = null;
  #wasSlow = false;

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
    view.root.append(this.#mark.element);
  }

  get #isPossible() {
    const { hasServer, isLocal, python } = this.#transport;
    return hasServer && !isLocal && python !== null && this.#mode !== "off";
  }

  /** There is no connection, or no answer for a while. */
  onDisconnect() {
    const { python_stopped, disconnected, stand_in } = this.#words;
    const sentence = this.#transport.isLocal ? python_stopped : disconnected;
    this.#noticeTimer ||= setTimeout(() => this.#view.setConnectionNotice(sentence), DELAY_OF_NOTICE);
    if (this.#isPossible) this.#offerTimer ||= setTimeout(() => this.#propose(stand_in, true), DELAY_OF_STAND_IN);
  }

  onAnswer() {
    if (this.#offerTimer) this.#mark.withdraw();
    for (const timer of [this.#noticeTimer, this.#offerTimer]) clearTimeout(timer);
    this.#noticeTimer = this.#offerTimer = 0;
    this.#view.setConnectionNotice("");
    const milliseconds = this.#connection.roundTrip ?? 0;
    if (!this.#isPossible || this.#wasSlow || milliseconds < SLOW_ROUND_TRIP) return;
    this.#wasSlow = true; // said once
    this.#propose(format(this.#words.stand_in_slow, { milliseconds: milliseconds.toFixed(0) }), false);
  }

  /**
   * @param {string} sentence
   * @param {boolean} returns whether the server answers again when it can be reached
   */
  #propose(sentence, returns) {
    if (this.#mode === "automatic") this.#begin(returns);
    else this.#mark.offer(sentence, this.#words.stand_in_accept, () => this.#begin(returns));
  }

  /** @param {boolean} returns */
  #begin(returns) {
    this.#transport.isLocal = true;
    this.#mark.setStanding(this.#words.stand_in_mark);
    this.#connection.reopen();
    if (returns) this.#probeTimer = setTimeout(() => this.#probeServer(), PROBE_INTERVAL);
  }

  // A socket that opens shows that the server admits this reader again.
  #probeServer() {
    const probe = this.#transport.openToServer();
    this.#probe = probe;
    probe.onopen = () => this.#end();
    probe.onclose = () => {
      if (this.#probe === probe) this.#probeTimer = setTimeout(() => this.#probeServer(), PROBE_INTERVAL);
    };
  }

  #end() {
    this.#closeProbe();
    this.#transport.isLocal = false;
    this.#mark.setStanding("");
    this.#connection.reopen();
    this.#transport.python?.stop();
  }

  #closeProbe() {
    const probe = this.#probe;
    this.#probe = null;
    probe?.close();
  }

  close() {
    for (const timer of [this.#noticeTimer, this.#offerTimer, this.#probeTimer]) clearTimeout(timer);
    this.#closeProbe();
    this.#mark.close();
  }
}
