// Presents a lecture scene by scene. Scenes of one lesson are shown by one stage, which moves from state to state; the stage
// of the next lesson is mounted and drawn ahead, out of sight.

import { element } from "../dom.js";
import { requestGlide, requestLoad } from "../events.js";
import { Presentation } from "../presenter/presentation.js";
import { EndSlide } from "./end_slide.js";
import { PlayerBar } from "./player_bar.js";
import { listenToSwipes } from "./swipes.js";
import { SpeakerLink } from "./speaker_link.js";
import { StagePool } from "./stage_pool.js";

/** @import { LectureContent, MountData, Scene } from "../wire.d.ts" */
/** @import { SceneStage } from "./stage_pool.js" */

/** @typedef {"next" | "previous" | "leave"} Move */

export class LecturePlayer {
  #words;
  #lessons;
  #content;
  #onScene;
  #onLeave;
  #host = element("div", {});
  #pool;
  #bar;
  #end;
  #speaker;
  /** @type {Presentation | null} */
  #presentation = null;
  /** @type {SceneStage | null} */
  #stage = null;
  #position = 0; // of the scene, from 0; as many as there are scenes: the end
  #isClosed = false;
  /** Whether it is one file: nothing is recorded between two scenes, and no second window finds it. */
  #isRecorded;
  #onKey = (/** @type {KeyboardEvent} */ event) => this.#listenToKey(event);

  /**
   * @param {MountData} data
   * @param {HTMLElement} parent
   * @param {{ content: LectureContent, onScene: (number: number) => void, onLeave: () => void }} options
   */
  constructor(data, parent, { content, onScene, onLeave }) {
    this.#words = data.words;
    this.#lessons = data.lessons;
    this.#content = content;
    this.#onScene = onScene;
    this.#onLeave = onLeave;
    const words = data.words.lecturing;
    this.#pool = new StagePool(data, parent, (stage) => this.#presentation?.release(stage.view));
    this.#bar = new PlayerBar(words, (move) => this.move(move));
    this.#bar.speakerButton.onclick = () => this.#openSpeaker();
    this.#bar.speakerButton.hidden = this.#isRecorded = data.recorded !== undefined;
    this.#end = new EndSlide(words, content.title, () => this.move("leave"));
    this.#speaker = new SpeakerLink((move) => this.move(move));
    listenToSwipes(this.#host, (move) => this.move(move));
    window.addEventListener("keydown", this.#onKey);
    this.#host.style.setProperty("--st-font", getComputedStyle(parent).getPropertyValue("--st-font"));
    document.body.append(this.#host);
  }

  get #scene() {
    return this.#content.scenes[this.#position] ?? null;
  }

  /**
   * Show a scene.
   *
   * @param {number} number from 1
   */
  async show(number) {
    const { scenes } = this.#content;
    this.#position = Math.min(Math.max(number, 1), scenes.length + 1) - 1;
    const scene = this.#scene;
    this.#end.setVisible(scene === null);
    this.#host.querySelector(".presenter-page")?.toggleAttribute("inert", scene === null);
    this.#bar.set(this.#position + 1, scenes.length);
    if (scene) await this.#present(scene);
    if (this.#isClosed) return;
    this.#report();
    if (scene) this.#onScene(this.#position + 1);
  }

  /** @param {Scene} scene */
  async #present(scene) {
    const stage = this.#pool.take(scene.lesson, scene.state);
    const isSame = stage === this.#stage;
    if (!this.#presentation) {
      await Promise.all([stage.view.styled, Presentation.loadStyle()]);
      if (this.#isClosed) return;
      this.#presentation = new Presentation(this.#host, stage.view, {
        scene,
        words: this.#words,
        onKey: (move) => this.move(move),
        onReveal: () => this.#report(),
        keys: this.#isRecorded ? [] : [["N", this.#words.lecturing.speaker]],
      });
      this.#host.append(this.#bar.element, this.#end.element, this.#speaker.notice);
    } else {
      if (isSame && !this.#isRecorded) requestGlide(stage.view.root, scene.state);
      else if (isSame || stage.state !== scene.state || stage.isChanged) requestLoad(stage.view.root, scene.state);
      this.#presentation.setScene(scene, stage.view);
    }
    stage.state = scene.state;
    stage.isChanged = true; // a reader may drag, an answer may be shown
    this.#stage = stage;
    this.#prepareNext(stage);
  }

  /**
   * Lay out the first scene to come that another stage shows.
   *
   * @param {SceneStage} shown
   */
  async #prepareNext(shown) {
    await shown.view.settled();
    const next = this.#content.scenes.slice(this.#position + 1).find(({ lesson }) => lesson !== this.#scene?.lesson);
    if (!next || this.#isClosed || shown !== this.#stage || !this.#presentation) return;
    const stage = this.#pool.take(next.lesson, next.state);
    this.#pool.take(shown.view.root.dataset.lesson ?? "", shown.state); // is still the one that is needed most
    if (stage.state !== next.state || stage.isChanged) requestLoad(stage.view.root, next.state);
    stage.state = next.state;
    stage.isChanged = false;
    await stage.view.styled;
    if (!this.#isClosed && shown === this.#stage) this.#presentation.prepare(next, stage.view);
  }

  /** @param {Move} move */
  move(move) {
    const presentation = this.#presentation;
    if (move === "leave") this.#onLeave();
    else if (move === "previous") {
      if (this.#position > 0) void this.show(this.#position);
    } else if (this.#scene && presentation && !presentation.isRevealed) {
      presentation.reveal();
    } else if (this.#scene) void this.show(this.#position + 2);
  }

  /** @param {KeyboardEvent} event */
  #listenToKey({ key, target, altKey, ctrlKey, metaKey, defaultPrevented }) {
    if (key.toLowerCase() !== "n" || altKey || ctrlKey || metaKey || defaultPrevented) return;
    if (target instanceof HTMLElement && target.matches("input:not([type=range]), textarea, select")) return;
    this.#openSpeaker();
  }

  #openSpeaker() {
    if (this.#isRecorded) return;
    this.#speaker.open(this.#words.lecturing.speaker_blocked);
    this.#report();
  }

  /** Tell the second window what is shown. */
  #report() {
    const { title, scenes } = this.#content;
    const scene = this.#scene;
    const next = scenes[this.#position + 1];
    this.#speaker.report({
      title,
      number: this.#position + 1,
      count: scenes.length,
      caption: scene?.caption ?? "",
      notes: scene?.notes ?? "",
      question: scene?.question?.text ?? "",
      answer: scene?.question?.reveal ?? "",
      isRevealed: this.#presentation?.isRevealed ?? true,
      next: next ?? null,
      nextCaption: next ? next.caption || (this.#lessons[next.lesson]?.title ?? "") : "",
      startedAt: this.#speaker.startedAt,
    });
  }

  /** Follow the colours of the page. */
  setTheme() {
    for (const stage of this.#pool.stages) stage.setTheme();
  }

  close() {
    this.#isClosed = true;
    window.removeEventListener("keydown", this.#onKey);
    this.#pool.close();
    this.#presentation?.close();
    this.#speaker.close();
    this.#bar.close();
    this.#host.remove();
  }
}
