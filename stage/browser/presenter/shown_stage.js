// The stage that is presented: it is moved into the presentation with the figures and controls that a scene names, and returned.

import { Choice } from "../controls/choice.js";
import { Slider } from "../controls/slider.js";
import { element } from "../dom.js";
import { requestRedraw } from "../events.js";
import { adaptedFigure } from "./adapted_figure.js";
import { isLight } from "../figures/theme.js";
import { withoutAnswer } from "./sketch.js";

/** @import { Control } from "../controls/control.js" */
/** @import { FigureSpec, PresentedScene } from "../wire.d.ts" */
/** @import { View } from "../view.js" */

const MAX_FIGURES = 2;
const MAX_CARDS = 2;
const MAX_CONTROLS = 4;
const CONTROLS_WITHOUT_SCENE = 2;
/** Sizes of a lesson's first figure that leave room for the second one beside it. */
const PAIRED = new Set(["large", "twin", "half", "forward"]);

/** A stage in the presentation, and the way back to its place on the page. */
export class ShownStage {
  #place = document.createComment("presented");
  #element = element("div", { className: "presenter-place" });
  #strip = element("div", { className: "presenter-strip" });
  /** @type {Map<Control, Comment>} the controls in the strip, and their places in the panel */
  #moved = new Map();
  /** @type {PresentedScene | null} */
  #scene = null;
  #arranged = "";
  #theme = "light";
  /** Whether the first figure is drawn without what a question asks for. */
  hidesAnswer = false;
  #observer = new MutationObserver(() => this.#follow());

  /**
   * @param {HTMLElement} parent
   * @param {View} view
   */
  constructor(parent, view) {
    this.view = view;
    const { root, panel, figures } = view;
    root.replaceWith(this.#place);
    copyFont(this.#place.parentElement, parent.closest(".presenter"));
    this.#element.append(root);
    parent.append(this.#element);
    this.setVisible(false);
    root.classList.add("is-presented");
    this.#followTheme();
    panel.element.append(this.#strip);
    figures.presented = {
      arrange: () => this.#mark(),
      followTheme: () => this.#followTheme(),
      shows: (name) => this.figures.includes(name),
      adapted: (name, spec, plot) => this.#adapted(name, spec, plot),
    };
    const cards = root.querySelector(".stage-cards");
    if (cards) this.#observer.observe(cards, { subtree: true, attributeFilter: ["hidden"], childList: true });
    this.#observer.observe(panel.element, { subtree: true, attributeFilter: ["hidden"] });
  }

  // The colours of the page, around the place of the stage: those inside the presentation are its own.
  #followTheme() {
    const around = this.#place.parentElement;
    if (around) this.#theme = isLight(getComputedStyle(around).color) ? "dark" : "light";
    const host = this.view.root.closest(".presenter");
    if (host instanceof HTMLElement) host.dataset.theme = this.#theme;
  }

  /**
   * Show what a scene names.
   *
   * @param {PresentedScene | null} scene null: of the lesson, what fits
   */
  arrange(scene) {
    this.#scene = scene;
    this.hidesAnswer = Boolean(scene?.question?.sketch && !scene.question.answer);
    this.#setControls();
    this.#mark();
    const arranged = `${this.figures.join()} ${this.hidesAnswer}`;
    if (arranged !== this.#arranged) requestRedraw(this.view.root);
    this.#arranged = arranged;
  }

  /**
   * Show it, or have it laid out at the same place out of sight.
   *
   * @param {boolean} isVisible
   */
  setVisible(isVisible) {
    this.#element.inert = !isVisible;
  }

  /** The names of the figures that are shown. */
  get figures() {
    const names = this.view.figures.names;
    const wanted = this.#scene?.figures.filter((name) => names.includes(name)) ?? [];
    if (wanted.length > 0) return wanted.slice(0, MAX_FIGURES);
    const [first = ""] = names;
    const hasPair = !this.#scene && PAIRED.has(this.view.figures.figure(first)?.size ?? "");
    return names.slice(0, hasPair ? MAX_FIGURES : 1);
  }

  /**
   * @param {string} name
   * @param {FigureSpec} spec
   * @param {HTMLElement} plot
   */
  #adapted(name, spec, plot) {
    const isAsked = this.hidesAnswer && name === this.figures[0];
    return adaptedFigure(isAsked ? withoutAnswer(spec) : spec, this.#theme === "dark", plot);
  }

  /** The first of the figures that are shown, once it is drawn. */
  get firstFigure() {
    return this.view.figures.figure(this.figures[0] ?? "");
  }

  /** Wait until nothing is pending. */
  async settled() {
    await new Promise((resolve) => setTimeout(resolve)); // who set the scene may load its state next
    await this.view.settled();
  }

  // What is shown where no scene names it depends on the state: cards, and controls that have a condition.
  #follow() {
    this.#mark();
    const shown = [...this.#moved.keys()];
    const wanted = this.#controls;
    if (shown.length !== wanted.length || wanted.some((control, at) => control !== shown[at])) this.#setControls();
  }

  #mark() {
    const { root } = this.view;
    root.classList.toggle("has-many-cards", root.querySelectorAll(".stage-card:not([hidden])").length > MAX_CARDS);
    const shown = this.figures;
    for (const child of this.view.figures.element.children) {
      if (!(child instanceof HTMLElement)) continue;
      const position = shown.indexOf(child.dataset.figure ?? "");
      child.classList.toggle("is-presented", position >= 0);
      child.style.order = String(position);
    }
  }

  #setControls() {
    this.#returnControls();
    for (const control of this.#controls) {
      const place = document.createComment("");
      control.replaceWith(place);
      this.#moved.set(control, place);
      this.#strip.append(control);
    }
    this.#strip.hidden = this.#moved.size === 0;
  }

  get #controls() {
    const { panel } = this.view;
    const names = new Set(this.#scene?.controls ?? panel.names);
    const controls = [...names].map((name) => panel.control(name)).filter((control) => control !== undefined);
    if (this.#scene) return controls.slice(0, MAX_CONTROLS);
    return controls.filter((control) => isSimple(control) && !control.hidden).slice(0, CONTROLS_WITHOUT_SCENE);
  }

  #returnControls() {
    for (const [control, place] of this.#moved) place.replaceWith(control);
    this.#moved.clear();
  }

  /**
   * Put the stage back where it was.
   *
   * @param {boolean} [isDrawn] whether it is then drawn as the page shows it
   */
  close(isDrawn = true) {
    const { root, figures } = this.view;
    this.#observer.disconnect();
    this.#returnControls();
    this.#strip.remove();
    root.classList.remove("is-presented", "has-many-cards");
    for (const child of figures.element.children) {
      child.classList.remove("is-presented");
      if (child instanceof HTMLElement) child.style.order = "";
    }
    figures.presented = null;
    if (this.#place.isConnected) this.#place.replaceWith(root);
    else root.remove();
    this.#element.remove();
    if (isDrawn) requestRedraw(root);
  }
}

/** @param {Control} control */
function isSimple(control) {
  return control instanceof Slider || control instanceof Choice;
}

/**
 * Keep the font that the page gives a stage, which stands on an element around it.
 *
 * @param {Element | null} from
 * @param {HTMLElement | null} to
 */
function copyFont(from, to) {
  if (from) to?.style.setProperty("--st-font", getComputedStyle(from).getPropertyValue("--st-font"));
}
