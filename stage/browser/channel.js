// The road to NumPy: sends the newest state, keeps as many frames in flight as the measured round trip asks for, and comes
// back by itself when the server was away. Answers come in the order of the states they belong to: one task of the server
// answers one socket.

const FIRST_RETRY = 250;
const SLOWEST_RETRY = 3000;
const SILENT = 3000; // milliseconds without an answer or a connection: said
const HUNG = 10000; // the same: given up, and begun anew
const FINAL = 4400; // close codes from here on say that coming back would not help
const FASTEST = 16; // milliseconds from picture to picture: what a screen shows
const SLOWEST = 50; // the same: more is a pause of the hand
const MOST_IN_FLIGHT = 12;
const REMEMBERED_TRIPS = 24;

export class Channel {
  constructor(url, listener) {
    this.url = url;
    this.listener = listener;
    this.number = 0;
    this.wanted = null;
    this.last = null;
    this.flying = [];
    this.trips = [];
    this.asked = new Map(); // documents and files under way, by the numbers of their messages
    this.file = null; // the reader's, which every new connection has to be told again
    this.interval = FASTEST;
    this.retry = FIRST_RETRY;
    this.closed = false;
    this.connect();
    this.watch = setInterval(() => this.lookAfter(), 1000);
    this.hurry = () => this.open() || this.connect();
    window.addEventListener("online", this.hurry);
  }

  send(query) {
    this.wanted = query;
    this.pump();
  }

  // A document made from a state; the promise holds {name, kind, text}.
  fetch(name, query) {
    return this.ask((number) => `${number}!${name} ${query}`).then(({ document }) => document);
  }

  // A file for the states to come; the promise holds {name, digest, refusal}.
  async carry(name, bytes) {
    const { file } = await this.ask((number) => packed(number, name, bytes));
    if (!file.refusal) this.file = { name, digest: file.digest, bytes };
    return file;
  }

  // A file that the server took before.
  hold(file) {
    this.file = file;
    if (this.open()) this.hand();
  }

  hand() {
    this.number += 1;
    this.socket.send(packed(this.number, this.file.name, this.file.bytes));
  }

  ask(message) {
    return new Promise((resolve, reject) => {
      if (!this.open()) {
        reject(new Error("the server is away"));
        return;
      }
      this.number += 1;
      this.asked.set(this.number, { resolve, reject, at: performance.now() });
      this.socket.send(message(this.number));
    });
  }

  get idle() {
    return this.wanted === null && this.flying.length === 0;
  }

  // How often pictures come, so that no more frames are under way than can be drawn.
  drew() {
    const now = performance.now();
    const interval = Math.min(Math.max(now - (this.lastDrawn ?? 0), FASTEST), SLOWEST);
    this.interval += 0.1 * (interval - this.interval);
    this.lastDrawn = now;
  }

  // One, where the answer is there before the next picture is due; else as many as the round trip has pictures.
  get room() {
    const pictures = (this.trips.length ? Math.min(...this.trips) : 0) / this.interval;
    return pictures <= 1 ? 1 : Math.min(MOST_IN_FLIGHT, 1 + Math.ceil(pictures));
  }

  open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  // At most one state for every picture that the screen can show.
  pump() {
    if (this.wanted === null || !this.open() || this.flying.length >= this.room || this.paced) return;
    if (!document.hidden) {
      this.paced = true;
      requestAnimationFrame(() => {
        this.paced = false;
        this.pump();
      });
    }
    this.number += 1;
    this.flying.push({ number: this.number, at: performance.now() });
    this.last = this.wanted;
    this.wanted = null;
    this.socket.send(`${this.number} ${this.last}`);
  }

  connect() {
    clearTimeout(this.timer);
    if (this.closed || this.socket?.readyState === WebSocket.CONNECTING) return;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.since = performance.now();
    socket.onopen = () => {
      if (this.file) this.hand();
      this.wanted ??= this.last;
      this.pump();
    };
    socket.onmessage = (event) => this.socket === socket && this.receive(JSON.parse(event.data));
    socket.onclose = ({ code }) => this.socket === socket && this.lose(code >= FINAL);
  }

  receive({ n, changes, trouble, ...answer }) {
    this.retry = FIRST_RETRY;
    this.listener.back();
    if (this.asked.has(n)) {
      const { resolve, reject } = this.asked.get(n);
      this.asked.delete(n);
      if (trouble) reject(new Error(trouble));
      else resolve(answer);
      return;
    }
    if (answer.file) return; // a file that was sent again
    const sent = this.flying.find((flight) => flight.number === n);
    if (sent) this.trips.push(performance.now() - sent.at);
    if (this.trips.length > REMEMBERED_TRIPS) this.trips.shift();
    this.flying = this.flying.filter((flight) => flight.number > n);
    if (trouble) this.listener.trouble(n, trouble);
    else this.listener.frame(n, changes);
    this.pump();
  }

  lose(forGood = false) {
    this.socket = null;
    this.flying = [];
    this.trips = [];
    this.wanted ??= this.last;
    for (const { reject } of this.asked.values()) reject(new Error("the server went away"));
    this.asked.clear();
    this.listener.away();
    if (forGood) return;
    this.timer = setTimeout(() => this.connect(), this.retry * (0.75 + 0.5 * Math.random()));
    this.retry = Math.min(SLOWEST_RETRY, this.retry * 1.6);
  }

  // A network that went away without a word leaves a socket that neither opens, answers nor closes. (One that is still
  // sending, a file over a slow line, lives.)
  lookAfter() {
    const opening = this.socket?.readyState === WebSocket.CONNECTING;
    const waiting = [...this.flying, ...this.asked.values()].map(({ at }) => at);
    if (!opening && !waiting.length) return;
    const left = this.socket?.bufferedAmount ?? 0;
    if (left < (this.left ?? 0)) this.moved = performance.now();
    this.left = left;
    const silence = performance.now() - Math.max(opening ? this.since : Math.min(...waiting), this.moved ?? 0);
    if (silence > SILENT) this.listener.away();
    if (silence < HUNG) return;
    const { socket } = this;
    this.lose();
    socket.close();
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.watch);
    window.removeEventListener("online", this.hurry);
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }
}

function packed(number, name, bytes) {
  return new Blob([`${number} ${name.replace(/\s+/g, " ")}\n`, bytes]);
}
