// The stage: hands move controls, the channel asks NumPy, and whatever comes back newest is drawn.
//
// The root element carries `data-frame`, the number of the last frame drawn, and `data-settled`, "true" when nothing is
// pending, in flight or waiting to be drawn.
import { Address } from "./address.js";
import { Channel } from "./channel.js";
import { Clock } from "./clock.js";
import { Controls } from "./controls.js";
import { element } from "./dom.js";
import { Figures } from "./figures.js";
import { Frame } from "./frame.js";
import { Readings } from "./readings.js";

const PATIENCE = 400; // milliseconds without a server before it is said

export class Stage {
  constructor(parent, data) {
    this.data = data;
    this.newest = new Frame();
    this.number = 0; // of the newest frame
    this.build(parent);
    this.address = new Address(Object.keys(data.controls), (query) => this.load(query));
    const url = new URL(`${data.addresses.channel}${data.lesson}?lang=${encodeURIComponent(data.language)}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.channel = new Channel(url.href, this);
    this.load(this.address.query());
    this.figures.ready.then(() => this.schedule()).catch(() => this.tell(data.words.lost, true));
  }

  build(parent) {
    const { words } = this.data;
    const group = { role: "group", "aria-label": words.controls };
    this.root = element("div", { className: "stage", hidden: true, dataset: { frame: "0", settled: "false", lesson: this.data.lesson } });
    this.notice = element("p", { className: "stage-notice" });
    this.connection = element("p", { className: "stage-notice serious" });
    this.live = element("p", { className: "stage-unseen", role: "status" });
    const notices = element("div", { className: "stage-notices", role: "status" }, this.connection, this.notice);
    this.panel = element("div", { className: "stage-panel", inert: true, ...group });
    const pictures = element("div", { className: "stage-figures" });
    this.readings = new Readings(words);
    this.root.append(notices, this.live, this.panel, this.readings.list, pictures, this.readings.tables);
    this.root.onkeydown = (event) => {
      if (event.key === "Escape") this.clock.stop();
    };
    parent.replaceChildren(this.root);
    this.controls = new Controls(this.panel, this.data, {
      changed: (name, done) => this.changed(name, done),
      load: (query) => this.load(query, true),
      tell: (sentence) => this.tell(sentence),
      touched: (row) => this.clock.touched(row),
      play: (row) => this.clock.toggle(row),
    });
    this.clock = new Clock(this.panel, words, this.controls);
    this.figures = new Figures(pictures, this.data);
    style(this.data.addresses.style).then(() => {
      this.root.hidden = false;
      this.retheme();
    });
  }

  // A whole state from outside: the URL, a preset, the way back. Until it is answered the controls do not show it yet, so
  // that what a hand moves meanwhile is added to it.
  load(query, letGo = false) {
    this.clock.stop();
    this.loading = query;
    this.added = new Map();
    this.letGo = letGo;
    this.control = null;
    this.ask(query);
  }

  // The hand moved a control; `done` when it let go.
  changed(name, done) {
    this.letGo = done;
    this.control = name;
    this.tell("");
    if (this.loading === null) this.ask(this.controls.query());
    else {
      this.added.set(name, this.controls.text(name));
      this.ask([this.loading, ...[...this.added].map(([added, text]) => `${added}=${text}`)].join("&"));
    }
  }

  ask(query) {
    this.root.dataset.settled = "false";
    this.channel.send(query);
  }

  // What the channel reports: a frame, a state that has none, silence, and the end of it.
  frame(n, changes) {
    this.newest.apply(changes);
    this.number = n;
    this.troubled = false;
    this.schedule();
  }

  trouble(n, sentence) {
    this.troubled = true;
    this.tell(sentence, true);
    if (this.channel.idle) this.settle();
  }

  away() {
    this.root.dataset.settled = "false";
    this.patience ??= setTimeout(() => (this.connection.textContent = this.data.words.away), PATIENCE);
  }

  back() {
    clearTimeout(this.patience);
    this.patience = null;
    if (this.connection.textContent) this.connection.textContent = "";
  }

  tell(sentence, serious = false) {
    if (this.notice.textContent !== sentence) this.notice.textContent = sentence;
    this.notice.classList.toggle("serious", serious);
  }

  // What arrives is drawn at once, but only once for every picture that the screen can show, and one drawing at a time.
  schedule() {
    this.due = true;
    if (this.closed || this.drawing || this.shown) return;
    this.shown = requestAnimationFrame(() => {
      this.shown = null;
      if (this.due) this.schedule();
    });
    this.draw();
  }

  draw() {
    const { seen } = this.newest;
    if (!seen || !this.figures.loaded || this.root.hidden) return;
    this.due = false;
    this.drawing = true;
    const { number } = this;
    const pictures = this.figures.draw(seen.figures, this.newest.take());
    this.readings.draw(seen.readings, seen.tables);
    pictures.catch(() => this.newest.redraw()).then(() => this.drawn(number));
  }

  drawn(number) {
    if (this.closed) return;
    this.drawing = false;
    this.root.dataset.frame = number;
    this.channel.drew();
    if (this.due) this.schedule();
    else if (this.channel.idle) this.settle();
  }

  settle() {
    if (!this.troubled) {
      const { seen } = this.newest;
      this.controls.adopt(seen.values);
      this.clock.dress();
      if (this.loading !== null) this.tell(seen.notice);
      if (this.letGo) this.report(seen);
      this.loading = null;
      this.letGo = false;
      this.panel.inert = false;
    }
    this.root.dataset.settled = "true";
  }

  // The hand let go: the address is written, and said is what came of it.
  report({ query, readings }) {
    this.address.write(query, this.control);
    this.live.textContent = readings.map((reading) => reading.join(" ")).join(", ");
  }

  retheme() {
    this.figures.retheme();
    this.newest.redraw();
    this.schedule();
  }

  close() {
    this.closed = true;
    this.clock.halt();
    this.channel.close();
    this.address.close();
    this.figures.close();
    cancelAnimationFrame(this.shown);
    clearTimeout(this.patience);
  }
}

function style(href) {
  const known = document.head.querySelector(`link[href="${href}"]`);
  if (known?.sheet) return Promise.resolve();
  return new Promise((ready) => {
    const link = known ?? element("link", { rel: "stylesheet", href });
    link.addEventListener("load", ready, { once: true });
    link.addEventListener("error", () => ready(link.remove()), { once: true });
    if (!known) document.head.append(link);
  });
}
