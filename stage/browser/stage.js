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
import { Readings } from "./readings.js";

export class Stage {
  constructor(parent, data) {
    this.data = data;
    this.seen = null;
    this.touched = new Set();
    this.fromAddress = true;
    this.letGo = false;
    this.build(parent);
    this.address = new Address(Object.keys(data.controls), (query) => this.load(query));
    const url = new URL(`${data.addresses.channel}${data.lesson}?lang=${data.language}`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.channel = new Channel(url.href, this);
    this.load(this.address.query());
    this.figures.ready.then(() => this.schedule()).catch(() => this.tell(data.words.lost, true));
  }

  build(parent) {
    const { words } = this.data;
    this.root = element("div", { className: "stage", hidden: true, dataset: { frame: "0", settled: "false", lesson: this.data.lesson } });
    this.notice = element("p", { className: "stage-notice", role: "status", hidden: true });
    const panel = element("div", { className: "stage-panel", role: "group", "aria-label": words.controls });
    const pictures = element("div", { className: "stage-figures" });
    this.readings = new Readings(words);
    this.root.append(this.notice, panel, this.readings.list, pictures, this.readings.tables);
    parent.replaceChildren(this.root);
    style(this.data.addresses.style).then(() => {
      this.root.hidden = false;
      this.schedule();
    });
    this.controls = new Controls(panel, this.data, {
      changed: (done) => this.changed(done),
      load: (query) => this.load(query, true),
      tell: (sentence) => this.tell(sentence),
      touched: (row) => this.clock?.touched(row),
      play: (row) => this.clock.toggle(row),
    });
    this.clock = new Clock(panel, words, this.controls);
    this.figures = new Figures(pictures, this.data);
  }

  // A whole state from outside: the URL, a preset, the way back.
  load(query, letGo = false) {
    this.clock.stop();
    this.fromAddress = true;
    this.letGo = letGo;
    this.ask(query);
  }

  // The hand moved something; `done` when it let go.
  changed(done) {
    this.fromAddress = false;
    this.letGo = done;
    this.tell("");
    this.ask(this.controls.query());
  }

  ask(query) {
    this.root.dataset.settled = "false";
    this.channel.send(query);
  }

  // What the channel reports.
  frame(n, changes) {
    for (const [path, value] of changes) this.apply(path, value);
    this.newest = n;
    this.schedule();
  }

  apply(path, value) {
    if (path.length === 0) {
      this.seen = value;
      Object.keys(value.figures).forEach((name) => this.touched.add(name));
      return;
    }
    if (path[0] === "figures") (path.length > 1 ? [path[1]] : Object.keys(value)).forEach((name) => this.touched.add(name));
    const last = path[path.length - 1];
    path.slice(0, -1).reduce((place, key) => place[key], this.seen)[last] = value;
  }

  trouble(n, sentence) {
    this.tell(sentence, true);
    this.newest = n;
    this.schedule();
  }

  away() {
    this.root.dataset.settled = "false";
    this.awayTimer ??= setTimeout(() => this.tell(this.data.words.away, true), 400);
  }

  back() {
    clearTimeout(this.awayTimer);
    this.awayTimer = null;
    if (this.notice.textContent === this.data.words.away) this.tell("");
  }

  tell(sentence, serious = false) {
    if (this.notice.textContent !== sentence) this.notice.textContent = sentence;
    this.notice.hidden = !sentence;
    this.notice.classList.toggle("serious", serious);
  }

  schedule() {
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      this.draw();
    });
  }

  draw() {
    if (!this.seen || !this.figures.loaded || this.root.hidden) return;
    const start = performance.now();
    this.figures.draw(this.seen.figures, this.touched, this.newest);
    this.touched.clear();
    this.readings.draw(this.seen.readings, this.seen.tables);
    this.root.dataset.frame = this.newest;
    this.channel.drew(performance.now() - start);
    if (this.channel.idle) this.settle();
  }

  settle() {
    this.controls.adopt(this.seen.values);
    this.clock.dress();
    if (this.fromAddress) this.tell(this.seen.notice);
    if (this.letGo) this.address.write(this.seen.query);
    this.fromAddress = this.letGo = false;
    this.root.dataset.settled = "true";
  }

  retheme() {
    this.figures.retheme();
    if (this.seen) Object.keys(this.seen.figures).forEach((name) => this.touched.add(name));
    this.schedule();
  }

  close() {
    this.clock.stop();
    this.channel.close();
    this.address.close();
    this.figures.close();
    cancelAnimationFrame(this.due);
    clearTimeout(this.awayTimer);
  }
}

function style(href) {
  const known = document.head.querySelector(`link[href="${href}"]`);
  if (known) return known.sheet ? Promise.resolve() : new Promise((ready) => known.addEventListener("load", ready, { once: true }));
  return new Promise((ready) => {
    const link = element("link", { rel: "stylesheet", href, onload: ready, onerror: ready });
    document.head.append(link);
  });
}
