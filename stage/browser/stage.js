// The stage: hands move controls, the channel asks NumPy, and whatever comes back newest is drawn.
//
// The root element carries `data-frame`, the number of the last frame drawn, and `data-settled`, "true" when nothing is
// pending, in flight or waiting to be drawn.
import { Address } from "./address.js";
import { Channel } from "./channel.js";
import { Clock } from "./clock.js";
import { Controls } from "./controls.js";
import { download, element } from "./dom.js";
import { Figures } from "./figures.js";
import { kept } from "./file.js";
import { Frame } from "./frame.js";
import { Readings } from "./readings.js";

const REST = 120; // milliseconds without anything new until a picture that was only moved is drawn whole
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
    this.remarks = element("ul", { className: "stage-remarks", "aria-live": "polite", "aria-label": words.remarks });
    this.notes = element("ul", { className: "stage-remarks stage-notes", "aria-label": words.notes });
    this.root.append(notices, this.live, this.panel, this.readings.list, this.remarks, pictures, this.notes, this.readings.tables);
    this.root.onkeydown = (event) => {
      if (event.key === "Escape") this.clock.stop();
    };
    this.root.classList.toggle("grouped", Object.keys(this.data.groups).length > 0);
    parent.replaceChildren(this.root);
    this.controls = new Controls(this.panel, this.data, {
      changed: (name, done) => this.changed(name, done),
      load: (query) => this.load(query, true),
      tell: (sentence, serious) => this.tell(sentence, serious),
      say: (sentence) => (this.live.textContent = sentence),
      touched: (row) => this.clock.touched(row),
      play: (row) => this.clock.toggle(row),
      query: () => this.newest.seen.query,
      send: (name, bytes) => this.channel.carry(name, bytes),
    });
    this.documents();
    this.clock = new Clock(this.panel, words, this.controls);
    const points = Object.values(this.controls.made).find(({ spec }) => spec?.kind === "points");
    this.figures = new Figures(pictures, this.data, points, (sentence) => (this.live.textContent = sentence));
    style(this.data.addresses.style).then(() => {
      this.root.hidden = false;
      this.retheme();
    });
  }

  // What can be taken home of the present state.
  documents() {
    const { documents, words } = this.data;
    if (!documents.length) return;
    const fetch = async (name, button) => {
      button.disabled = true;
      try {
        const document = await this.channel.fetch(name, this.controls.query());
        if (document) download(document);
        else this.tell(words.no_document);
      } catch {
        this.tell(words.not_made, true);
      }
      button.disabled = false;
    };
    const buttons = documents.map(([name, label]) => element("button", { type: "button", textContent: label, onclick: ({ currentTarget }) => fetch(name, currentTarget) }));
    const list = element("div", { className: "stage-buttons" }, ...buttons);
    this.panel.append(element("fieldset", { className: "stage-control" }, element("legend", { textContent: words.documents }), list));
  }

  // A whole state from outside: the URL, a preset, the way back. Until it is answered the controls do not show it yet, so
  // that what a hand moves meanwhile is added to it.
  load(query, letGo = false) {
    this.clock.stop();
    this.loading = query;
    this.added = new Map();
    this.letGo = letGo;
    this.control = null;
    const file = kept(query);
    if (file && file.digest !== this.channel.file?.digest) this.channel.hold(file);
    this.ask(query);
  }

  // The hand moved a control; `done` when it let go.
  changed(name, done) {
    this.letGo = done;
    this.control = name;
    this.tell("");
    if (this.loading === null) this.ask(this.controls.query());
    else {
      for (const each of [name, ...this.data.controls[name].resets]) this.added.set(each, this.controls.text(each));
      this.ask([this.loading, ...[...this.added].map(([added, text]) => `${added}=${text}`)].join("&"));
    }
  }

  ask(query) {
    clearTimeout(this.resting);
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
    this.show(seen).catch(() => this.newest.redraw()).then(() => this.drawn(number));
  }

  async show(seen) {
    this.controls.adapt(seen.controls);
    const pictures = this.figures.draw(seen.figures, this.newest.take());
    this.readings.draw(seen.readings, seen.tables);
    tellAll(this.remarks, seen.remarks);
    tellAll(this.notes, seen.notes);
    await pictures;
  }

  drawn(number) {
    if (this.closed) return;
    this.drawing = false;
    this.root.dataset.frame = number;
    this.channel.drew();
    if (this.due) this.schedule();
    else if (this.channel.idle) this.settle();
  }

  // Nothing is pending: what was moved is drawn whole, unless a hand goes on at once.
  settle() {
    clearTimeout(this.resting);
    if (!this.figures.restless) this.adopt();
    else {
      this.resting = setTimeout(() => {
        if (!this.channel.idle || this.due || this.drawing || this.closed) return;
        this.figures.rest();
        this.adopt();
      }, REST);
    }
  }

  adopt() {
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
    clearTimeout(this.resting);
  }
}

function tellAll(list, sentences) {
  const told = [...list.children].map((item) => item.textContent);
  if (sentences.join() !== told.join()) list.replaceChildren(...sentences.map((sentence) => element("li", { textContent: sentence })));
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
