// The pictures: drawn by the plotly.js of the installed Python package, in the colours of the app's theme.
import { element, say } from "./dom.js";
import { WHOLE } from "./frame.js";

// Bars, points and texts can be moved without drawing axes, titles and legends again, which is most of the work.
const MOVABLE = new Set(["bar", "scatter"]);
const MOVES = new Set(["y", "text"]);
const MOVE = { transition: { duration: 0 }, frame: { duration: 0, redraw: false }, mode: "immediate" };
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
  constructor(container, { addresses, templates, words }) {
    this.container = container;
    this.templates = templates;
    this.words = words;
    this.places = new Map();
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
    if (names.join() !== [...this.places.keys()].join()) this.build(figures);
    return Promise.all([...changed].map(([name, what]) => this.drawOne(this.places.get(name), figures[name], what)));
  }

  drawOne(place, { data, layout }, what) {
    if (what !== WHOLE && place.size && isMove(data, what)) return this.move(place.plot, data);
    this.Plotly.react(place.plot, data, { ...layout, template: this.template, autosize: true }, CONFIG);
    place.size ??= sizeOf(place.plot);
    return null;
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

  build(figures) {
    this.forget();
    for (const [name, { layout }] of Object.entries(figures)) {
      const title = layout.title.text.replace(/<[^>]*>/g, " ").trim();
      const plot = element("div", { className: "stage-plot", role: "img", "aria-label": title });
      const save = (format) =>
        element("button", {
          type: "button",
          textContent: format.toUpperCase(),
          "aria-label": say(this.words.save, { title, format: format.toUpperCase() }),
          onclick: () => this.save(plot, name, format),
        });
      const place = element("section", { className: "stage-figure", dataset: { figure: name } }, plot);
      place.append(element("div", { className: "stage-save" }, save("png"), save("svg")));
      this.container.append(place);
      this.places.set(name, { plot, place });
      this.resizing.observe(plot);
    }
  }

  save(plot, name, format) {
    this.Plotly.downloadImage(plot, { format, filename: `softmax-lab-${name}`, scale: format === "png" ? 2 : 1 });
  }

  resize(plot) {
    const place = this.places.get(plot.parentElement.dataset.figure);
    if (!place?.size || !plot.clientWidth || place.size === sizeOf(plot)) return;
    place.size = sizeOf(plot);
    this.Plotly.Plots.resize(plot);
  }

  forget() {
    for (const { plot } of this.places.values()) {
      this.resizing.unobserve(plot);
      this.Plotly.purge(plot);
    }
    this.places.clear();
    this.container.replaceChildren();
  }

  close() {
    this.resizing.disconnect();
    if (this.loaded) this.forget();
  }
}

function sizeOf({ clientWidth, clientHeight }) {
  return `${clientWidth}x${clientHeight}`;
}

function isMove(data, what) {
  return data.every(({ type }) => MOVABLE.has(type)) && [...what.values()].every((attributes) => [...attributes].every((name) => MOVES.has(name)));
}
