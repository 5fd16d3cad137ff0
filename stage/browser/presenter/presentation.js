// Presenter mode: a stage over the whole window, with one sentence, one or two large pictures and the few controls that matter.
//
// What is shown is laid out on a small page and enlarged as a whole (page_scale.js), so that letters, lines, marks and handles
// grow together. The stage itself is moved into the host (shown_stage.js) and goes back where it was.

import { element, setText } from "../dom.js";
import { requestGlide, requestPlay } from "../events.js";
import { NumberSlider } from "../controls/number_slider.js";
import { loadStyle } from "../loaders.js";
import { KeysDialog } from "./keys_dialog.js";
import { PageScale } from "./page_scale.js";
import { PointerRing } from "./pointer_ring.js";
import { PresenterKeys } from "./presenter_keys.js";
import { ShownStage } from "./shown_stage.js";

/** @import { KeyAction, PresentedScene, Words } from "../wire.d.ts" */
/** @import { View } from "../view.js" */

/** @typedef {"next" | "previous" | "leave"} Move what the presentation leaves to who opened it */
/**
 * @typedef {object} PresentationOptions
 * @property {PresentedScene | null} scene null: a lesson that is presented alone
 * @property {Words} words
 * @property {string} [heading] in place of a scene's caption
 * @property {(move: Move) => void} [onKey]
 * @property {() => void} [onReveal] the answer of the scene's question is shown
 */

/** A stage that is presented. */
export class Presentation {
  #host;
  #words;
  #heading;
  #onKey;
  #onReveal;
  #caption = element("p", { className: "presenter-caption" });
  #question = element("h1", { className: "presenter-heading" });
  #error = element("p", { className: "presenter-error" });
  #blank = element("div", { className: "presenter-blank", hidden: true, role: "status" });
  #stagePlace = element("div", { className: "presenter-stage" });
  #page;
  #scale;
  #keys;
  #ring;
  #dialog;
  /** @type {PresentedScene | null} */
  #scene = null;
  /** @type {ShownStage} */
  #shown;
  /** @type {Map<View, ShownStage>} also those that are laid out ahead, out of sight */
  #stages = new Map();
  /** @type {HTMLElement[]} what is not there for a reader while something is presented */
  #inert = [];
  #isRevealed = true;

  /**
   * Show a stage in presenter mode over the whole window.
   *
   * @param {HTMLElement} host a child of the body, laid over the window; holds caption, pictures and strip
   * @param {View} view of the stage that is shown
   * @param {PresentationOptions} options
   */
  constructor(host, view, { scene, words, heading = "", onKey = () => {}, onReveal = () => {} }) {
    this.#host = host;
    this.#words = words;
    this.#heading = heading;
    this.#onKey = onKey;
    this.#onReveal = onReveal;
    const texts = element("header", { className: "presenter-texts", "aria-live": "polite" });
    texts.append(this.#caption, this.#question, this.#error);
    this.#page = element("main", { className: "presenter-page" }, texts, this.#stagePlace);
    this.#dialog = new KeysDialog(words.presenter);
    this.#ring = new PointerRing(host);
    host.classList.add("presenter");
    host.append(this.#page, this.#dialog.element, this.#blank);
    this.ready = loadStyle(new URL("presenter.css", import.meta.url).href);
    this.#setInert();
    this.#scale = new PageScale(host, this.#page);
    this.#keys = new PresenterKeys((action) => this.#act(action), this.#dialog);
    this.#shown = this.#stage(view);
    this.setScene(scene, view);
  }

  /**
   * Lay a stage out ahead, out of sight, as it will be shown: the scene then comes at once.
   *
   * @param {PresentedScene} scene
   * @param {View} view
   */
  prepare(scene, view) {
    if (view !== this.#shown.view) this.#stage(view).arrange(scene);
  }

  /**
   * Return a stage to its place on the page.
   *
   * @param {View} view
   */
  release(view) {
    this.#stages.get(view)?.close();
    this.#stages.delete(view);
  }

  /** @param {View} view */
  #stage(view) {
    const stage = this.#stages.get(view) ?? new ShownStage(this.#stagePlace, view);
    this.#stages.set(view, stage);
    return stage;
  }

  /**
   * Show another scene, of the same stage or of another one; whoever calls loads its state.
   *
   * @param {PresentedScene | null} scene
   * @param {View} view
   */
  setScene(scene, view) {
    this.#scene = scene;
    this.#isRevealed = !scene?.question;
    this.#shown.setVisible(false);
    this.#shown = this.#stage(view);
    this.#shown.setVisible(true);
    this.#shown.arrange(scene);
    this.#host.dataset.theme = this.#shown.theme;
    this.#host.classList.toggle("has-scene", scene !== null);
    this.#showTexts();
  }

  #showTexts() {
    const { caption = this.#heading, question } = this.#scene ?? {};
    setText(this.#caption, question ? caption : "");
    if (!question) setText(this.#question, caption);
    else setText(this.#question, this.#isRevealed ? question.reveal : question.text);
    setText(this.#error, "");
  }

  /** Whether the scene has no question, or its answer is shown. */
  get isRevealed() {
    return this.#isRevealed;
  }

  /** Show the answer of the scene's question. */
  reveal() {
    if (this.#isRevealed) return;
    this.#isRevealed = true;
    const answer = this.#scene?.question?.answer;
    if (answer) requestGlide(this.#shown.view.root, answer);
    this.#showTexts();
    this.#onReveal();
  }

  /** @param {KeyAction} action */
  #act(action) {
    const isBlank = !this.#blank.matches("[hidden]");
    if (action === "blank" || isBlank) this.#setBlank(!isBlank);
    else if (action === "next") this.#goOn();
    else if (action === "previous" || action === "leave") this.#onKey(action);
    else if (action === "play") this.#play();
    else if (action === "help") this.#dialog.open();
    else if (action === "highlight") this.#ring.toggle();
    else toggleFullScreen();
  }

  #goOn() {
    if (this.#isRevealed) this.#onKey("next");
    else this.reveal();
  }

  /** Space plays the control that the scene names, or the lesson's timeline; else it goes on. */
  #play() {
    const { panel } = this.#shown.view;
    const control = this.#scene ? panel.control(this.#scene.play) : panel.timeline;
    const slider = control?.querySelector(".stage-slider");
    if (slider instanceof NumberSlider) requestPlay(slider);
    else this.#goOn();
  }

  /** @param {boolean} isBlank */
  #setBlank(isBlank) {
    this.#blank.hidden = !isBlank;
    this.#page.inert = isBlank;
    this.#blank.replaceChildren(
      ...(isBlank
        ? [element("span", { className: "stage-visually-hidden", textContent: this.#words.presenter.blank })]
        : []),
    );
  }

  #setInert() {
    this.#inert = [...document.body.children].filter(isAwake).filter((child) => child !== this.#host);
    for (const child of this.#inert) child.inert = true;
  }

  close() {
    this.#keys.close();
    this.#ring.close();
    this.#scale.close();
    for (const each of this.#stages.values()) each.close();
    for (const child of this.#inert) child.inert = false;
    this.#host.classList.remove("presenter", "has-scene");
    this.#host.replaceChildren();
    if (document.fullscreenElement) void document.exitFullscreen();
  }
}

/** @param {Element} child @returns {child is HTMLElement} */
function isAwake(child) {
  return child instanceof HTMLElement && !child.inert && !["SCRIPT", "STYLE", "LINK"].includes(child.tagName);
}

function toggleFullScreen() {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => {}); // a browser may refuse it; nothing else depends on it
}
