// The stages of the lessons that a lecture shows: each is mounted once and keeps its connection; few are alive at a time.

import { element } from "../dom.js";
import { Synchronizer } from "../synchronizer.js";
import { View } from "../view.js";
import { SceneAddress } from "./scene_address.js";

/** @import { MountData } from "../wire.d.ts" */

const MAX_ALIVE = 3;

/** A lesson's stage, and the state that it was told to show. */
export class SceneStage {
  /** The query of the scene's state that was loaded last. */
  state;
  /** Whether it may show another state by now. */
  isChanged = false;
  #place;
  #synchronizer;

  /**
   * @param {HTMLElement} place
   * @param {MountData} data
   * @param {string} state
   */
  constructor(place, data, state) {
    this.#place = place;
    this.state = state;
    this.view = new View(place, data);
    data.recorded?.prepare(this.view);
    const page = data.addresses.lessons[data.lesson] ?? "";
    this.#synchronizer = new Synchronizer(this.view, data, new SceneAddress(state, page));
    this.view.styled.then(() => this.view.show());
  }

  setTheme() {
    this.#synchronizer.setTheme();
  }

  close() {
    this.#synchronizer.close();
    this.view.close();
    this.#place.remove();
  }
}

/** Keeps the stages that were needed last. */
export class StagePool {
  #data;
  #place = element("div", { className: "scene-stages", inert: true });
  #onClose;
  /** @type {Map<string, SceneStage>} by lesson; the one that was needed last comes last */
  #stages = new Map();

  /**
   * @param {MountData} data of the page, with that of all lessons
   * @param {HTMLElement} parent where stages stand that are not presented: they take the page's fonts and colours from it
   * @param {(stage: SceneStage) => void} onClose called before a stage is taken away
   */
  constructor(data, parent, onClose) {
    this.#data = data;
    this.#onClose = onClose;
    parent.append(this.#place);
  }

  /** @returns {readonly SceneStage[]} */
  get stages() {
    return [...this.#stages.values()];
  }

  /**
   * Return the stage of a lesson; a new one shows the state.
   *
   * @param {string} lesson
   * @param {string} state
   */
  take(lesson, state) {
    const stage = this.#stages.get(lesson) ?? this.#mount(lesson, state);
    this.#stages.delete(lesson);
    this.#stages.set(lesson, stage);
    for (const [name, oldest] of this.#stages) {
      if (this.#stages.size <= MAX_ALIVE) break;
      this.#onClose(oldest);
      oldest.close();
      this.#stages.delete(name);
    }
    return stage;
  }

  /**
   * @param {string} lesson
   * @param {string} state
   */
  #mount(lesson, state) {
    const own = this.#data.lessons[lesson];
    if (!own) throw new Error(`there is no lesson ${lesson}`);
    const place = element("div", {});
    this.#place.append(place);
    return new SceneStage(place, { ...this.#data, ...own, lessons: {}, first_frames: {} }, state);
  }

  close() {
    for (const stage of this.#stages.values()) {
      this.#onClose(stage);
      stage.close();
    }
    this.#stages.clear();
    this.#place.remove();
  }
}
