// Presenter mode: a stage over the whole window, with one sentence, one or two large pictures and the few controls that matter.
//
// What is shown is laid out on a small page and enlarged as a whole (page_scale.js): letters, lines and handles grow together.
// The stage itself is moved into the host (shown_stage.js) and goes back where it was.

import { element, setText } from "../dom.js";
import { requestGlide, requestLink, requestPlay, requestRedraw } from "../events.js";
import { NumberSlider } from "../controls/number_slider.js";
import { loadStyle } from "../loaders.js";
import { showQrCode } from "../qr_code.js";
import { takePageAway } from "./page_around.js";
import { KeysDialog } from "./keys_dialog.js";
import { leaveFullScreen, toggleFullScreen } from "./full_screen.js";
import { PageScale } from "./page_scale.js";
import { PointerRing } from "./pointer_ring.js";
import { PresenterKeys } from "./presenter_keys.js";
import { ShownStage } from "./shown_stage.js";
import { Sketch, canSketch } from "./sketch.js";

/** @import { KeyAction, PresentedScene, SketchKind, Words } from "../wire.d.ts" */
/** @import { View } from "../view.js" */

/**
 * @typedef {"next" | "previous" | "leave"} Move what the presentation leaves to who opened it
 * @typedef {object} PresentationOptions
 * @property {PresentedScene | null} scene null: a lesson that is presented alone
 * @property {Words} words
 * @property {string} [heading] in place of a scene's caption
 * @property {(move: Move) => void} [onKey]
 * @property {() => void} [onReveal] the answer of the scene's question is shown
 * @property {readonly (readonly [key: string, meaning: string])[]} [keys] that are not the presentation's own, for the list of keys
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
  #givePageBack;
  #isRevealed = true;
  /** @type {Sketch | null} */
  #sketch = null;

  /**
   * Show a stage in presenter mode over the whole window.
   *
   * @param {HTMLElement} host a child of the body, laid over the window; holds caption, pictures and strip
   * @param {View} view of the stage that is shown
   * @param {PresentationOptions} options
   */
  constructor(host, view, { scene, words, heading = "", onKey = () => {}, onReveal = () => {}, keys = [] }) {
    this.#host = host;
    this.#words = words;
    this.#heading = heading;
    this.#onKey = onKey;
    this.#onReveal = onReveal;
    const texts = element("header", { className: "presenter-texts", "aria-live": "polite" });
    texts.append(this.#caption, this.#question, this.#error);
    this.#page = element("main", { className: "presenter-page" }, texts, this.#stagePlace);
    this.#dialog = new KeysDialog(words.presenter, keys);
    this.#ring = new PointerRing(host);
    host.classList.add("presenter");
    host.append(this.#page, this.#dialog.element, this.#blank);
    this.#givePageBack = takePageAway(host);
    this.#scale = new PageScale(host, this.#page);
    this.#keys = new PresenterKeys((action) => this.#act(action), this.#dialog);
    this.#shown = this.#stage(view);
    this.setScene(scene, view);
    // figures are measured again where the style comes after them
    void Presentation.loadStyle().then(() => this.#keys.isOpen && requestRedraw(this.#shown.view.root));
  }

  /** Load the style, before something is presented. @returns {Promise<void>} */
  static loadStyle() {
    return loadStyle(new URL("presenter.css", import.meta.url).href);
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
   * Return a stage to its place on the page; it will be closed, so nothing of it is drawn any more.
   *
   * @param {View} view
   */
  release(view) {
    this.#stages.get(view)?.close(false);
    this.#stages.delete(view);
  }

  /** @param {View} view */
  #stage(view) {
    const stage = this.#stages.get(view) ?? new ShownStage(this.#stagePlace, view);
    this.#stages.set(view, stage);
    return stage;
  }

  /**
   * Show another scene, of the same stage or of another one; the caller loads its state.
   *
   * @param {PresentedScene | null} scene
   * @param {View} view
   */
  setScene(scene, view) {
    this.#scene = scene;
    this.#isRevealed = !scene?.question;
    this.#endSketch();
    this.#shown.setVisible(false);
    this.#shown = this.#stage(view);
    this.#shown.setVisible(true);
    this.#shown.arrange(scene);
    this.#host.classList.toggle("has-scene", scene !== null);
    this.#showTexts();
    if (scene?.question?.sketch) void this.#startSketch(scene, scene.question.sketch);
  }

  /**
   * @param {PresentedScene} scene
   * @param {SketchKind} kind
   */
  async #startSketch(scene, kind) {
    await this.#shown.settled();
    if (this.#scene !== scene || this.#isRevealed || this.#sketch) return; // gone on meanwhile, and perhaps back
    const figure = this.#shown.firstFigure;
    const words = this.#words.presenter;
    const { spec = null } = figure ?? {};
    const isPossible = figure && spec && canSketch(spec, kind);
    if (!isPossible) setText(this.#error, words.no_sketch);
    else this.#sketch = new Sketch(figure, spec, words, (sentence) => setText(this.#error, sentence));
  }

  #endSketch() {
    this.#sketch?.close();
    this.#sketch = null;
  }

  /** Draw the truth over the sketch, when it is there. */
  async #endPrediction() {
    const sketch = this.#sketch;
    this.#shown.hidesAnswer = false;
    requestRedraw(this.#shown.view.root);
    await this.#shown.settled();
    if (sketch !== this.#sketch) return;
    if (sketch?.isMade) sketch.reveal();
    else this.#endSketch();
  }

  #showTexts() {
    const { caption = this.#heading, question } = this.#scene ?? {};
    setText(this.#caption, question ? caption : "");
    if (!question) setText(this.#question, caption);
    else setText(this.#question, this.#isRevealed ? question.reveal : question.text);
    const hint = question?.sketch && !this.#isRevealed ? this.#words.presenter[`sketch_${question.sketch}`] : "";
    setText(this.#error, hint); // which has its place before the figures are measured
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
    void this.#endPrediction();
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
    else if (action === "qr_code") this.#showQrCode();
    else toggleFullScreen();
  }

  #showQrCode() {
    const { root } = this.#shown.view;
    showQrCode(requestLink(root), root, this.#words).catch(() => setText(this.#error, this.#words.take.qr_failed));
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
    const textContent = isBlank ? this.#words.presenter.blank : "";
    this.#blank.replaceChildren(element("span", { className: "stage-visually-hidden", textContent }));
  }

  close() {
    this.#scene = null;
    this.#endSketch();
    this.#keys.close();
    this.#ring.close();
    this.#scale.close();
    for (const each of this.#stages.values()) each.close();
    this.#givePageBack();
    this.#host.classList.remove("presenter", "has-scene");
    this.#host.replaceChildren();
    leaveFullScreen();
  }
}
