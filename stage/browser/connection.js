// The connection to Python: sends the newest state, receives frames, and reconnects when the server is lost. As many
// frames are in flight as the round trip needs. Answers come in the order of their messages; long ones and files travel in
// parts (`message_parts.js`).

import { FlowControl } from "./flow_control.js";
import { AnswerParts, fileParts } from "./message_parts.js";
import { PendingRequests } from "./pending_requests.js";
import { SendProgress } from "./send_progress.js";

/** @import { StoredFile } from "./file_storage.js" */
/** @import { PythonSocket } from "./python/python_socket.js" */
/** @import { Answer, Change, DownloadFile, UploadAnswer } from "./wire.d.ts" */

const FIRST_RETRY = 250; // milliseconds
const LAST_RETRY = 3000;
const SILENCE_TO_REPORT = 3000; // milliseconds without an answer or a connection
const SILENCE_TO_RECONNECT = 10000;
const WATCH_INTERVAL = 1000;
const FIRST_FINAL_CODE = 4400; // close codes from here on say that another connection would not help

/**
 * @typedef {object} ConnectionCallbacks
 * @property {(number: number, changes: readonly Change[]) => void} onFrame
 * @property {(sentence: string) => void} onError a state has no frame
 * @property {() => void} onDisconnect there is no connection, or no answer for a while; called more than once
 * @property {() => void} onAnswer the server answers
 */

/** @typedef {WebSocket | PythonSocket | import("./recorded/recorded_socket.js").RecordedSocket} Socket */

/** A socket that is opened again whenever it is lost. */
export class Connection {
  #open;
  #callbacks;
  #flow = new FlowControl();
  #number = 0;
  /** @type {string | null} the newest state that is not sent yet: its message without the number */
  #waitingState = null;
  /** @type {string | null} the state that was sent last */
  #sentState = null;
  #requests = new PendingRequests();
  /** @type {StoredFile | null} the reader's file, sent again over every new connection */
  #file = null;
  /** @type {Socket | null} */
  #socket = null;
  #openedAt = 0;
  #retryAfter = FIRST_RETRY;
  #retryTimer = 0;
  #watchTimer;
  #isPaced = false;
  #isClosed = false;
  #progress = new SendProgress();
  #parts = new AnswerParts();
  #onOnline = () => this.#connect();

  /** @param {() => Socket} open @param {ConnectionCallbacks} callbacks */
  constructor(open, callbacks) {
    this.#open = open;
    this.#callbacks = callbacks;
    this.#connect();
    this.#watchTimer = setInterval(() => this.#watch(), WATCH_INTERVAL);
    window.addEventListener("online", this.#onOnline);
  }

  /** Whether every state is answered. */
  get isIdle() {
    return this.#waitingState === null && this.#flow.isEmpty;
  }

  get #isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  get #isOpening() {
    return this.#socket?.readyState === WebSocket.CONNECTING;
  }

  /** The shortest of the latest round trips in milliseconds; null until there are enough to tell. */
  get roundTrip() {
    return this.#flow.roundTrip;
  }

  /** Of the reader's file, if there is one. */
  get fileDigest() {
    return this.#file?.digest;
  }

  /**
   * Ask for the frame of a state; the newest counts of states that follow each other faster than they can be sent.
   *
   * @param {string} query
   * @param {readonly string[]} unseenParts figures and tables of it that need not be sent
   */
  send(query, unseenParts) {
    this.#waitingState = `${unseenParts.length ? `~${unseenParts.join()}` : ""} ${query}`;
    this.#pump();
  }

  /**
   * Ask for a file made from a state; null: there is none.
   *
   * @param {string} name
   * @param {string} query
   * @returns {Promise<DownloadFile | null>}
   */
  async download(name, query) {
    const { download = null } = await this.#request((number) => [`${number}!${name} ${query}`]);
    return download;
  }

  /**
   * Send a file for the states to come.
   *
   * @param {string} name
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @returns {Promise<UploadAnswer>}
   */
  async upload(name, bytes) {
    const { upload } = await this.#request((number) => fileParts(number, name, bytes));
    if (!upload) throw new Error("not the answer to a file");
    if (!upload.refusal) this.#file = { name, digest: upload.digest, bytes };
    return upload;
  }

  /** @param {StoredFile} file that the server accepted before */
  restoreFile(file) {
    this.#file = file;
    if (this.#isOpen) this.#sendFile(file);
  }

  /** @param {StoredFile} file */
  #sendFile({ name, bytes }) {
    this.#number += 1;
    for (const part of fileParts(this.#number, name, bytes)) this.#socket?.send(part);
  }

  /**
   * @param {(number: number) => Iterable<string | Blob>} parts of the message with that number
   * @returns {Promise<Answer>}
   */
  async #request(parts) {
    if (!this.#isOpen) throw new Error("the server cannot be reached");
    this.#number += 1;
    const answer = this.#requests.add(this.#number);
    for (const part of parts(this.#number)) this.#socket?.send(part);
    return answer;
  }

  /** A frame was drawn. */
  onDraw() {
    this.#flow.onDraw();
  }

  // Sends the waiting state: at most one for every animation frame.
  #pump() {
    if (this.#waitingState === null || !this.#isOpen || this.#flow.isFull || this.#isPaced) return;
    if (!document.hidden) {
      this.#isPaced = true;
      requestAnimationFrame(() => {
        this.#isPaced = false;
        this.#pump();
      });
    }
    this.#number += 1;
    this.#flow.onSend(this.#number);
    this.#sentState = this.#waitingState;
    this.#waitingState = null;
    this.#socket?.send(`${this.#number}${this.#sentState}`);
  }

  #connect() {
    clearTimeout(this.#retryTimer);
    if (this.#isClosed || this.#isOpen || this.#isOpening) return;
    const socket = this.#open();
    this.#socket = socket;
    this.#openedAt = performance.now();
    this.#parts = new AnswerParts();
    socket.onopen = () => {
      if (this.#file) this.#sendFile(this.#file);
      this.#waitingState ??= this.#sentState;
      this.#pump();
    };
    socket.onmessage = (/** @type {{ data: string }} */ { data }) => {
      if (this.#socket !== socket) return;
      const answer = this.#parts.add(data);
      if (answer !== null) this.#receive(JSON.parse(answer));
    };
    socket.onclose = (/** @type {{ code: number }} */ { code }) => {
      if (this.#socket === socket) this.#disconnect(code < FIRST_FINAL_CODE);
    };
  }

  /** @param {Answer} answer */
  #receive(answer) {
    const { number, changes, upload, failure } = answer;
    this.#retryAfter = FIRST_RETRY;
    this.#callbacks.onAnswer();
    if (this.#requests.settle(answer) || upload) return; // of a file that was sent again
    this.#flow.onAnswer(number);
    if (failure) this.#callbacks.onError(failure);
    else this.#callbacks.onFrame(number, changes ?? []);
    this.#pump();
  }

  // Returns the socket, which is no longer listened to; what it has not answered is lost with it.
  #forget() {
    const socket = this.#socket;
    this.#socket = null;
    this.#flow.reset();
    this.#waitingState ??= this.#sentState;
    this.#requests.reject();
    return socket;
  }

  /** @param {boolean} canRetry */
  #disconnect(canRetry) {
    this.#forget();
    this.#callbacks.onDisconnect();
    if (!canRetry) return;
    this.#retryTimer = setTimeout(() => this.#connect(), this.#retryAfter * (0.75 + 0.5 * Math.random()));
    this.#retryAfter = Math.min(LAST_RETRY, this.#retryAfter * 1.6);
  }

  /** Go on with another kind of socket, which answers at once. */
  reopen() {
    this.#forget()?.close();
    this.#connect();
  }

  // Where the network is lost, a socket may neither open, answer nor close.
  #watch() {
    const socket = this.#socket;
    if (socket && "isLocal" in socket) return; // which never loses a message
    const sentAt = [...this.#flow.messages, ...this.#requests.messages].map((message) => message.sentAt);
    if (!this.#isOpening && !sentAt.length) return;
    const since = this.#isOpening ? this.#openedAt : Math.max(Math.min(...sentAt), this.#parts.receivedAt);
    const silence = this.#progress.silenceSince(since, socket?.bufferedAmount ?? 0);
    if (silence > SILENCE_TO_REPORT) this.#callbacks.onDisconnect();
    if (silence < SILENCE_TO_RECONNECT) return;
    this.#disconnect(true);
    socket?.close();
  }

  close() {
    this.#isClosed = true;
    for (const timer of [this.#retryTimer, this.#watchTimer]) clearTimeout(timer);
    window.removeEventListener("online", this.#onOnline);
    this.#forget()?.close();
  }
}
