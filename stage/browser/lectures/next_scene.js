// The picture of the scene that comes next, for the speaker: a small stage of its own, which cannot be touched.

import { element } from "../dom.js";
import { requestLoad } from "../events.js";
import { PageScale } from "../presenter/page_scale.js";
import { Presentation } from "../presenter/presentation.js";
import { ShownStage } from "../presenter/shown_stage.js";
import { StagePool } from "./stage_pool.js";

/** @import { MountData, Scene } from "../wire.d.ts" */
/** @import { SceneStage } from "./stage_pool.js" */

export class NextScene {
  element = element("div", {
    className: "presenter",
    inert: true,
    ariaHidden: "true",
    hidden: true,
  });
  #place = element("div", { className: "presenter-stage" });
  #pool;
  #scale;
  /** @type {Map<SceneStage, ShownStage>} */
  #shown = new Map();
  /** @type {Scene | null} */
  #scene = null;

  /**
   * @param {MountData} data with that of all lessons
   * @param {HTMLElement} parent whose fonts and colours it takes
   */
  constructor(data, parent) {
    const page = element("div", { className: "presenter-page" }, this.#place);
    this.element.classList.add("has-scene", "speaker-preview");
    this.element.append(page);
    this.#pool = new StagePool(data, parent, (stage) => this.#release(stage));
    this.#scale = new PageScale(this.element, page);
  }

  /** @param {Scene | null} scene null: none follows */
  async show(scene) {
    if (scene && JSON.stringify(scene) === JSON.stringify(this.#scene)) return;
    this.#scene = scene;
    this.element.hidden = scene === null;
    if (!scene) return;
    const stage = this.#pool.take(scene.lesson, scene.state);
    await Promise.all([stage.view.styled, Presentation.loadStyle()]);
    if (this.#scene !== scene) return; // the lecture has gone on
    if (stage.state !== scene.state) requestLoad(stage.view.root, scene.state);
    stage.state = scene.state;
    const shown = this.#shown.get(stage) ?? new ShownStage(this.#place, stage.view);
    this.#shown.set(stage, shown);
    for (const each of this.#shown.values()) each.setVisible(each === shown);
    shown.arrange(scene);
  }

  /** @param {SceneStage} stage */
  #release(stage) {
    this.#shown.get(stage)?.close(false);
    this.#shown.delete(stage);
  }

  close() {
    this.#scene = null;
    this.#pool.close();
    this.#scale.close();
  }
}
