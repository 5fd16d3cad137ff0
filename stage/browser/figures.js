// The pictures: drawn by the plotly.js of the installed Python package, in the colours of the app's theme.
import { element, say } from "./dom.js";

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

  draw(figures, stale) {
    const names = Object.keys(figures);
    if (names.join() !== [...this.places.keys()].join()) this.build(figures);
    for (const name of stale) {
      const { data, layout } = figures[name];
      const dressed = { ...layout, template: this.template, autosize: true };
      const place = this.places.get(name);
      this.Plotly.react(place.plot, data, dressed, CONFIG);
      place.size ??= sizeOf(place.plot);
    }
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
