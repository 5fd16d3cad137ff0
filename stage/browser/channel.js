// The road to NumPy: sends the newest state, keeps as many frames in flight as the measured round trip asks for, hands on
// only answers newer than the last one, and comes back by itself when the server was away.

const FIRST_RETRY = 250;
const SLOWEST_RETRY = 3000;
const HUNG = 15000;
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
    this.drawing = 16;
    this.retry = FIRST_RETRY;
    this.closed = false;
    this.connect();
    this.watch = setInterval(() => this.restartIfHung(), 1000);
    this.hurry = () => this.open() || this.connect();
    window.addEventListener("online", this.hurry);
  }

  send(query) {
    this.wanted = query;
    this.pump();
  }

  get idle() {
    return this.wanted === null && this.flying.length === 0;
  }

  // What a drawing takes, so that no more frames are under way than can be drawn.
  drew(milliseconds) {
    this.drawing += 0.2 * (Math.max(16, milliseconds) - this.drawing);
  }

  get room() {
    const trip = Math.min(...this.trips, 1000);
    return Math.min(MOST_IN_FLIGHT, 1 + Math.ceil((this.trips.length ? trip : 0) / this.drawing));
  }

  open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  pump() {
    if (this.wanted === null || !this.open() || this.flying.length >= this.room) return;
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
    socket.onopen = () => {
      this.retry = FIRST_RETRY;
      this.wanted ??= this.last;
      this.listener.back();
      this.pump();
    };
    socket.onmessage = (event) => this.socket === socket && this.receive(JSON.parse(event.data));
    socket.onclose = () => this.socket === socket && this.lose();
  }

  receive({ n, changes, trouble }) {
    const sent = this.flying.find((flight) => flight.number === n);
    if (sent) this.trips.push(performance.now() - sent.at);
    if (this.trips.length > REMEMBERED_TRIPS) this.trips.shift();
    this.flying = this.flying.filter((flight) => flight.number > n);
    if (trouble) this.listener.trouble(n, trouble);
    else this.listener.frame(n, changes);
    this.pump();
  }

  lose() {
    this.socket = null;
    this.flying = [];
    this.trips = [];
    if (this.closed) return;
    this.wanted ??= this.last;
    this.listener.away();
    this.timer = setTimeout(() => this.connect(), this.retry * (0.75 + 0.5 * Math.random()));
    this.retry = Math.min(SLOWEST_RETRY, this.retry * 1.6);
  }

  restartIfHung() {
    if (this.flying.length && performance.now() - this.flying[0].at > HUNG) {
      const socket = this.socket;
      this.lose();
      socket?.close();
    }
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.watch);
    window.removeEventListener("online", this.hurry);
    this.socket?.close();
  }
}
