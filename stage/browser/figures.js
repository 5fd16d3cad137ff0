// The pictures: drawn by the plotly.js of the installed Python package, in the colours of the app's theme.
import { element, say } from "./dom.js";
import { WHOLE } from "./frame.js";
import { Handles } from "./handles.js";
import { isPatch, learn, patch } from "./patch.js";
import { Ring, placeOf, rowsOf } from "./rows.js";

// Bars, points and texts can be moved without drawing axes, titles and legends again, which is most of the work.
const MOVABLE = new Set(["bar", "scatter"]);
const MOVES = new Set(["y", "text"]);
const MOVE = { transition: { duration: 0 }, frame: { duration: 0, redraw: false }, mode: "immediate" };
const CALM = 250; // milliseconds that a calm picture stays behind a moving hand
const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: false, showTips: false, responsive: false };

let plotly = null;

function load(src) {
  plotly ??= new Promise((ready, failed) => {
    if (window.Plotly) return ready(window.Plotly);
    const script = element("script", { src, onload: () => ready(window.Plotly) });
    script.onerror = () => {
      plotly = null;
      script.remove();
      failed(new Error("plotly.js did not load"));
    };
    document.head.append(script);
  });
  return plotly;
}

export class Figures {
  // points: the control whose points are edited in one of the pictures, where there is one; say: tells screen readers
  constructor(container, { addresses, templates, words }, points, announce) {
    Object.assign(this, { container, points, announce });
    this.templates = templates;
    this.words = words;
    this.places = new Map();
    this.pointed = null;
    this.loaded = false;
    this.ready = load(addresses.plotly).then((Plotly) => {
      this.Plotly = Plotly;
      this.loaded = true;
    });
    this.resizing = new ResizeObserver((entries) => entries.forEach(({ target }) => this.resize(target)));
    this.retheme();
  }

  retheme() {
    const look = getComputedStyle(this.container);
    const ink = (look.color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
    this.theme = ink[0] + ink[1] + ink[2] > 384 ? "dark" : "light";
    this.container.closest(".stage").dataset.theme = this.theme;
    const { layout } = this.templates[this.theme];
    const paper = look.getPropertyValue("--st-background-color").trim() || layout.paper_bgcolor;
    const font = { ...layout.font, color: look.color, family: look.fontFamily };
    const hoverlabel = { ...layout.hoverlabel, font: { ...layout.hoverlabel.font, family: look.fontFamily } };
    const dressed = { ...layout, font, hoverlabel, paper_bgcolor: paper, plot_bgcolor: paper };
    this.template = { ...this.templates[this.theme], layout: dressed };
  }

  // Draw what changed; the promise holds when it is on the screen.
  draw(figures, changed) {
    const names = Object.keys(figures);
    if (names.join() !== [...this.places.keys()].join()) this.build(figures, changed);
    const drawn = [...changed].map(([name, what]) => this.drawOne(this.places.get(name), figures[name], what));
    for (const place of this.places.values()) this.mark(place);
    return Promise.all(drawn);
  }

  drawOne(place, { data, layout }, what) {
    if (what !== WHOLE && place.size) {
      if (isMove(data, what)) return this.move(place.plot, data);
      if (this.put(place, data, layout, what)) {
        place.waiting = () => this.drawOne(place, { data, layout }, WHOLE);
        return null;
      }
    }
    this.Plotly.react(place.plot, data, { ...layout, template: this.template, autosize: true }, CONFIG);
    Object.assign(place, { waiting: null, at: performance.now() });
    learn(place.plot, data);
    if (!place.size) this.furnish(place);
    return null;
  }

  // Do for now with less than a whole drawing, where that is enough while a hand moves.
  put(place, data, layout, what) {
    if (layout.meta?.calm) return performance.now() - place.at < CALM;
    if (!isPatch(place.plot, data, what)) return false;
    patch(place.plot, data, what);
    return true;
  }

  get restless() {
    return [...this.places.values()].some(({ waiting }) => waiting);
  }

  // The hand came to rest: what was only moved is drawn whole.
  rest() {
    for (const { waiting } of this.places.values()) waiting?.();
  }

  // What a picture gets once it is there: rows under the pointer are shown in every picture that has them.
  furnish(place) {
    place.size = sizeOf(place.plot);
    if (!rowsOf(place.plot)) return;
    place.ring = new Ring(place.plot, "stage-pointed");
    place.plot.on("plotly_hover", ({ points: [{ data, pointIndex }] }) => this.point(data.meta ? pointIndex : null));
    place.plot.on("plotly_unhover", () => this.point(null));
    place.handles?.dress();
  }

  point(index) {
    this.pointed = index;
    for (const place of this.places.values()) this.mark(place);
  }

  mark({ plot, ring, handles }) {
    ring?.show(this.pointed === null ? null : placeOf(plot, this.pointed));
    if (!handles?.drag) handles?.mark();
  }

  // All traces, moved or not: Plotly takes those that are not named from the picture. Its promise waits for one more
  // animation frame than the drawing itself, of which the event tells.
  move(plot, data) {
    const moved = data.map(({ y, text }) => (text ? { y, text } : { y }));
    return new Promise((done, failed) => {
      plot.once("plotly_transitioned", done);
      this.Plotly.animate(plot, { data: moved, traces: data.map((_, trace) => trace) }, MOVE).catch(failed);
    });
  }

  // Pictures that stay are kept: a hand may be on one of them.
  build(figures, changed) {
    for (const name of [...this.places.keys()].filter((known) => !(known in figures))) this.forget(name);
    const before = this.places;
    this.places = new Map(Object.entries(figures).map(([name, { layout }]) => [name, before.get(name) ?? this.place(name, layout)]));
    [...this.places].forEach(([name, { box }], index) => {
      const there = this.container.children[index];
      if (there !== box) this.container.insertBefore(box, there ?? null);
      if (!before.has(name)) changed.set(name, WHOLE);
    });
    this.container.style.setProperty("--others", this.places.size - 1);
    this.container.classList.toggle("large", [...this.places.values()].some(({ box }) => box.dataset.size === "large"));
  }

  place(name, { title: { text }, meta }) {
    const title = (meta?.title ?? text).replace(/<[^>]*>/g, " ").trim();
    const plot = element("div", { className: "stage-plot", role: "img", "aria-label": title });
    const save = (format) =>
      element("button", {
        type: "button",
        textContent: format.toUpperCase(),
        "aria-label": say(this.words.save, { title, format: format.toUpperCase() }),
        onclick: () => this.save(plot, name, format),
      });
    const box = element("section", { className: "stage-figure", dataset: { figure: name, size: meta?.size ?? "" } }, plot);
    box.append(element("div", { className: "stage-save" }, save("png"), save("svg")));
    const place = { plot, box };
    if (this.points?.spec.on === name) {
      place.handles = new Handles(plot, this.points, new Ring(plot, "stage-selected"), { words: this.words, label: title, say: this.announce });
    }
    this.resizing.observe(plot);
    return place;
  }

  save(plot, name, format) {
    this.Plotly.downloadImage(plot, { format, filename: `softmax-lab-${name}`, scale: format === "png" ? 2 : 1 });
  }

  resize(plot) {
    const place = this.places.get(plot.parentElement.dataset.figure);
    if (!place?.size || !plot.clientWidth || place.size === sizeOf(plot)) return;
    place.size = sizeOf(plot);
    this.Plotly.Plots.resize(plot);
    this.mark(place);
  }

  forget(name) {
    const { plot, box, handles } = this.places.get(name);
    handles?.close();
    this.resizing.unobserve(plot);
    this.Plotly.purge(plot);
    box.remove();
    this.places.delete(name);
  }

  close() {
    this.resizing.disconnect();
    for (const name of this.places.keys()) this.forget(name);
  }
}

function sizeOf({ clientWidth, clientHeight }) {
  return `${clientWidth}x${clientHeight}`;
}

function isMove(data, what) {
  return data.some(({ type }) => type === "bar") && data.every(({ type }) => MOVABLE.has(type)) && [...what.values()].every((attributes) => [...attributes].every((name) => MOVES.has(name)));
}
