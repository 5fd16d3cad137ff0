// The lectures' page: the lectures that come with the app, the reader's own, and the player that presents one.

import { element } from "../dom.js";
import { requestLoad } from "../events.js";
import { loadStyle } from "../loaders.js";
import { contentOf } from "./draft.js";
import { Editor } from "./editor.js";
import { hasLecture, lectureOf } from "./lecture_link.js";
import { LectureAddress } from "./lecture_address.js";
import { LectureList } from "./lecture_list.js";
import { OwnLecture } from "./own_lecture.js";
import { isSpeakerWindow } from "./speaker_link.js";

/** @import { View } from "../view.js" */
/** @import { Frame, LectureContent, MountData } from "../wire.d.ts" */
/** @import { LecturePlayer } from "./lecture_player.js" */
/** @import { SpeakerWindow } from "./speaker_window.js" */

const FILE = "file"; // the control that opens a file

export class LecturesPage {
  element = element("div", { className: "lectures" });
  #data;
  #view;
  #own = new OwnLecture();
  #list;
  #editor;
  #address = new LectureAddress(() => this.#follow());
  /** @type {Frame | null} */
  #frame = null;
  #awaitsFile = false;
  /** @type {LecturePlayer | null} */
  #player = null;
  #isOpening = false;
  /** Whether the player did not load: it is tried again when a reader asks for it. */
  #isMissing = false;
  /** @type {SpeakerWindow | null} */
  #speaker = null;
  #onHash = () => void this.#readLink();

  /**
   * @param {MountData} data
   * @param {View} view
   */
  constructor(data, view) {
    this.#data = data;
    this.#view = view;
    const upload = view.panel.control(FILE);
    this.#list = new LectureList(data, (name, number) => this.#start(name, number));
    this.#editor = new Editor(data, this.#own, (number) => this.#start("", number));
    if (upload) this.#editor.setUpload(upload);
    this.element.append(this.#list.element, this.#editor.element);
    view.panel.element.hidden = true;
    view.root.classList.add("has-lectures");
    view.root.addEventListener("change", ({ target }) => {
      if (target === upload) this.#awaitsFile = true;
    });
    this.#own.addEventListener("change", () => this.#follow());
    this.ready = loadStyle(new URL("lectures.css", import.meta.url).href);
    if (isSpeakerWindow()) void this.#openSpeaker();
    else {
      // the hall does not see the page before a lecture that the address asks for
      if (this.#address.isPresenting) this.element.style.visibility = "hidden";
      this.#onHash();
    }
    window.addEventListener("hashchange", this.#onHash);
  }

  async #openSpeaker() {
    const { SpeakerWindow } = await import("./speaker_window.js");
    this.#speaker = new SpeakerWindow(this.#data, this.#view.root);
  }

  /** Show the lecture that the address carries. */
  async #readLink() {
    const { hash } = location;
    if (!hasLecture(hash)) return;
    const draft = await lectureOf(hash);
    if (hash !== location.hash) return; // another one by now
    if (draft) this.#own.showFromLink(draft);
    else this.#own.setProblem(this.#data.words.lecturing.link_broken);
  }

  /** @param {Frame} frame */
  render(frame) {
    this.#frame = frame;
    this.#list.render(frame.lectures ?? [], frame.lecture ?? null);
    if (this.#awaitsFile && frame.draft) {
      this.#awaitsFile = false;
      this.#editor.replace(frame.draft);
      setTimeout(() => requestLoad(this.#view.root, "")); // the file is the reader's own lecture now
    }
    this.#follow();
  }

  /**
   * Present a lecture.
   *
   * @param {string} name
   * @param {number} number of the scene
   */
  #start(name, number) {
    this.#isMissing = false;
    this.#address.start(name, number);
    if (name && this.#frame?.lecture?.name !== name) requestLoad(this.#view.root, `lecture=${name}`);
    this.#follow();
  }

  /** Present what the address asks for, or nothing. */
  #follow() {
    const { isPresenting, name, scene } = this.#address;
    if (isSpeakerWindow()) return;
    if (!isPresenting) return this.#leave();
    const content = this.#contentOf(name);
    if (!content?.scenes.length) this.show();
    else if (!this.#player && !this.#isOpening && !this.#isMissing) void this.#open(content, scene);
  }

  /** Show the page: there is no lecture to present, something is to be read first, or the player covers it. */
  show() {
    this.element.style.visibility = "";
  }

  /** @param {string} name @returns {LectureContent | null} */
  #contentOf(name) {
    if (!name) {
      const content = contentOf(this.#own.draft, this.#data.language);
      return { ...content, scenes: content.scenes.filter(({ lesson }) => lesson in this.#data.lessons) };
    }
    const { lecture } = this.#frame ?? {};
    return lecture?.name === name ? lecture : null;
  }

  /**
   * @param {LectureContent} content
   * @param {number} number
   */
  async #open(content, number) {
    this.#isOpening = true;
    const player = await import("./lecture_player.js").catch(reportError);
    await Promise.all([this.ready, this.#view.styled]);
    this.#isOpening = false;
    this.#isMissing = !player;
    if (!player) return this.#view.setLastingError(this.#data.words.presenter.missing);
    if (!this.#address.isPresenting) return;
    const onScene = (/** @type {number} */ shown) => this.#address.setScene(shown);
    const onLeave = () => this.#address.leave();
    this.#player = new player.LecturePlayer(this.#data, this.#view.root, { content, onScene, onLeave });
    await this.#player.show(number).finally(() => this.show());
  }

  #leave() {
    this.show();
    const player = this.#player;
    this.#player = null;
    player?.close();
  }

  setTheme() {
    this.#player?.setTheme();
  }

  close() {
    this.#leave();
    window.removeEventListener("hashchange", this.#onHash);
    this.#address.close();
    this.#own.close();
    this.#speaker?.close();
  }
}
