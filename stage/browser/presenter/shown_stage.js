// The stage that is presented: it is moved into the presentation with the figures and controls that a scene names, and returned.

import { Choice } from "../controls/choice.js";
import { Slider } from "../controls/slider.js";
import { element } from "../dom.js";
import { requestRedraw } from "../events.js";
import { adaptedFigure } from "./adapted_figure.js";

/** @import { Control } from "../controls/control.js" */
/** @import { FigureSpec, PresentedScene } from "../wire.d.ts" */
/** @import { View } from "../view.js" */

const MAX_FIGURES = 2;
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
  #isArranged = false;
  #observer = new MutationObserver(() => this.#markFigures());

  /**
   * @param {HTMLElement} parent
   * @param {View} view
   */
  constructor(parent, view) {
    this.view = view;
    const { root, panel, figures } = view;
    root.replaceWith(this.#place);
    copyColours(this.#place.parentElement, parent);
    this.#element.append(root);
    parent.append(this.#element);
    this.setVisible(false);
    root.classList.add("is-presented");
    panel.element.append(this.#strip);
    figures.adapt = (name, spec) => this.#adapted(name, spec);
    figures.isWanted = (name) => this.figures.includes(name);
    this.#observer.observe(figures.element, { childList: true });
  }

  /** @returns {string} "light" or "dark" */
  get theme() {
    return this.view.root.dataset.theme ?? "light";
  }

  /**
   * Show what a scene names.
   *
   * @param {PresentedScene | null} scene null: of the lesson, what fits
   */
  arrange(scene) {
    const before = this.#isArranged ? this.figures.join() : null;
    this.#scene = scene;
    this.#setControls();
    this.#markFigures();
    this.#isArranged = true;
    if (this.figures.join() !== before) requestRedraw(this.view.root);
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

  #markFigures() {
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
    const names = this.#scene?.controls ?? panel.names;
    const controls = names.map((name) => panel.control(name)).filter((control) => control !== undefined);
    if (this.#scene) return controls.slice(0, MAX_CONTROLS);
    return controls.filter((control) => isSimple(control) && !control.hidden).slice(0, CONTROLS_WITHOUT_SCENE);
  }

  #returnControls() {
    for (const [control, place] of this.#moved) place.replaceWith(control);
    this.#moved.clear();
  }

  /**
   * @param {string} _name
   * @param {FigureSpec} spec
   */
  #adapted(_name, spec) {
    return adaptedFigure(spec, this.theme === "dark");
  }

  /** Put the stage back where it was. */
  close() {
    const { root, figures } = this.view;
    this.#observer.disconnect();
    this.#returnControls();
    this.#strip.remove();
    root.classList.remove("is-presented");
    for (const child of figures.element.children) {
      child.classList.remove("is-presented");
      if (child instanceof HTMLElement) child.style.order = "";
    }
    figures.adapt = (_, spec) => spec;
    figures.isWanted = () => true;
    if (this.#place.isConnected) this.#place.replaceWith(root);
    else root.remove();
    this.#element.remove();
    requestRedraw(root);
  }
}

/** @param {Control} control */
function isSimple(control) {
  return control instanceof Slider || control instanceof Choice;
}

/**
 * Keep the font and the accent that the page gives a stage, which stand on elements around it.
 *
 * @param {Element | null} from
 * @param {HTMLElement} to
 */
function copyColours(from, to) {
  if (!from) return;
  const style = getComputedStyle(from);
  for (const name of ["--st-font", "--st-primary-color"]) to.style.setProperty(name, style.getPropertyValue(name));
}
