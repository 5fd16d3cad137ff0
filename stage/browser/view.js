// The view: everything of a lesson that is on the page, and how a frame is rendered into it.
//
// The root element carries `data-frame`, the number of the last frame drawn, and `data-settled`, "true" when nothing is
// pending, in flight or waiting to be drawn. Tools outside wait for them.

import { Panel } from "./controls/panel.js";
import { Cards } from "./cards.js";
import { element, setText } from "./dom.js";
import { makeDownloads } from "./downloads.js";
import { ANNOUNCEMENT, NOTICE, requestRedraw } from "./events.js";
import { FieldMessage } from "./field_message.js";
import { Figures } from "./figures/figures.js";
import { Formula } from "./formula.js";
import { addItems } from "./menu.js";
import { makeAddScene } from "./lectures/add_scene.js";
import { LecturesPage } from "./lectures/lectures_page.js";
import { Links } from "./links.js";
import { Player } from "./player.js";
import { Pointing } from "./pointing.js";
import { Printed } from "./printed.js";
import { Readings } from "./readings.js";
import { loadStyle } from "./loaders.js";
import { Tables } from "./tables.js";
import { UnseenParts } from "./unseen_parts.js";

/** @import { Changes } from "./frame_store.js" */
/** @import { Frame, MountData } from "./wire.d.ts" */

/** The parts of the page, from the controls to the tables. */
export class View {
  #notice = element("p", { className: "stage-notice" });
  #connectionNotice = element("p", { className: "stage-notice error" });
  #fieldMessage = new FieldMessage();
  #liveRegion = element("p", { className: "stage-visually-hidden", role: "status" });
  #remarks = element("ul", { className: "stage-remarks", "aria-live": "polite" });
  /** what lies over the lower edge of the page */
  messages = element("div", { className: "stage-messages" });
  #notes = element("ul", { className: "stage-remarks stage-notes" });
  #formula = new Formula();
  unseenParts = new UnseenParts();
  #links;
  #cards;
  #printed;
  #readings;
  #tables;
  /** @type {LecturesPage | null} of the page that opens other lessons */
  #lectures;

  /**
   * @param {HTMLElement} parent whose children it replaces
   * @param {MountData} data
   */
  constructor(parent, data) {
    const { lesson, groups, words } = data;
    this.root = element("div", { className: "stage", hidden: true });
    Object.assign(this.root.dataset, { frame: "0", settled: "false", lesson });
    this.root.classList.toggle("has-groups", Object.keys(groups).length > 0);
    this.panel = new Panel(data);
    this.panel.element.append(...makeDownloads(data));
    this.player = new Player(this.panel, words);
    this.figures = new Figures(data, this.panel, this.unseenParts);
    this.#readings = new Readings(words.readings);
    this.#tables = new Tables(words, this.unseenParts);
    this.#links = new Links(lesson, data.addresses.lessons, words);
    this.#cards = new Cards(this.#links, words);
    this.#printed = new Printed(words.textbooks);
    this.panel.textbooks.addEventListener("click", () => this.#printed.follow());
    this.root.classList.toggle("has-link-back", this.#links.hasBack);
    this.#remarks.setAttribute("aria-label", words.remarks);
    this.#notes.setAttribute("aria-label", words.notes);
    this.unseenParts.watch(this.#readings.element, "readings");
    addItems(this.panel.share, makeAddScene(data, this));
    this.#lectures = Object.keys(data.lessons).length ? new LecturesPage(data, this) : null;
    this.#listen();
    this.pointing = new Pointing(this.root, (pointed) => {
      this.figures.point(pointed);
      this.#formula.point(pointed && pointed.column === null ? pointed.row : null);
    });
    this.#assemble(parent);
    this.styled = loadStyle(data.addresses.style);
  }

  /** @param {HTMLElement} parent */
  #assemble(parent) {
    const notices = element(
      "div",
      { className: "stage-notices", role: "status" },
      this.#connectionNotice,
      this.#notice,
    );
    const numbers = [this.#readings.element, this.#remarks];
    this.messages.append(notices, this.#printed.summary);
    this.root.append(this.messages, this.#fieldMessage.liveRegion, this.#liveRegion, this.panel.element);
    this.root.append(this.#formula.element, ...numbers);
    this.root.append(this.figures.element, this.#cards.element, this.#printed.element);
    this.root.append(this.#links.element, this.#notes, this.#tables.element);
    if (this.#lectures) this.root.prepend(this.#lectures.element);
    parent.replaceChildren(this.root);
  }

  #listen() {
    this.root.addEventListener(NOTICE, ({ detail: { sentence, isError, field } }) => {
      this.setNotice(field ? "" : sentence, isError);
      if (field) this.#fieldMessage.show(field, sentence, isError);
    });
    this.root.addEventListener(ANNOUNCEMENT, ({ detail }) => this.announce(detail));
    this.root.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      this.player.stop();
      this.#fieldMessage.clear();
    });
  }

  /** Show it, once it is styled: from now on it is drawn. */
  show() {
    this.root.hidden = false;
    requestRedraw(this.root);
  }

  /** Whether a frame can be rendered. */
  get isReady() {
    return this.figures.isReady && !this.root.hidden;
  }

  /** @param {boolean} isSettled */
  setSettled(isSettled) {
    this.root.dataset.settled = String(isSettled);
  }

  /** @param {number} number of the frame that was drawn */
  setFrameNumber(number) {
    this.root.dataset.frame = String(number);
  }

  /**
   * Show a sentence in place of any other, or none.
   *
   * @param {string} sentence
   * @param {boolean} [isError]
   */
  setNotice(sentence, isError = false) {
    this.#fieldMessage.clear();
    setText(this.#notice, sentence);
    this.#notice.classList.toggle("error", isError);
    if (isError) this.#lectures?.show();
  }

  /** Show an error as soon as no notice of a frame replaces it. @param {string} sentence */
  async setLastingError(sentence) {
    await this.settled();
    this.setNotice(sentence, true);
  }

  /** @param {string} sentence "": the connection is fine */
  setConnectionNotice(sentence) {
    setText(this.#connectionNotice, sentence);
    if (sentence) this.#lectures?.show();
  }

  /**
   * Let screen readers read a sentence.
   *
   * @param {string} sentence
   */
  announce(sentence) {
    this.#liveRegion.textContent = sentence;
  }

  /**
   * Draw a frame. (The values of the controls follow when it is settled.)
   *
   * @param {Frame} frame
   * @param {Changes} changes
   */
  render(frame, changes) {
    this.panel.update(frame);
    this.#formula.render(frame);
    this.root.classList.toggle("has-formula", frame.formula.length > 0); // before figures are measured
    this.figures.draw(frame.figures, changes);
    this.#readings.render(frame.readings);
    this.#tables.render(frame.tables);
    setSentences(this.#remarks, frame.remarks);
    setSentences(this.#notes, frame.notes);
    this.#links.render(frame.links);
    this.#cards.render(frame.cards);
    this.root.classList.toggle("has-cards", frame.cards.length > 0);
    this.#lectures?.render(frame);
    this.#printed.render(frame.printed);
    this.root.classList.toggle("has-printed", frame.printed.length > 0);
  }

  /**
   * Show the values of a frame in the controls.
   *
   * @param {Frame} frame
   */
  setValues({ values }) {
    this.panel.setValues(values);
    this.figures.refresh();
    this.player.refresh();
    this.panel.element.inert = false;
  }

  /** Resolves when nothing is pending. @returns {Promise<void>} */
  settled() {
    return new Promise((resolve) => {
      const observer = new MutationObserver(() => look());
      const look = () => {
        if (this.root.dataset.settled !== "true") return;
        observer.disconnect();
        resolve();
      };
      observer.observe(this.root, { attributeFilter: ["data-settled"] });
      look();
    });
  }

  setTheme() {
    this.root.dataset.theme = this.figures.setTheme();
    this.#lectures?.setTheme();
  }

  close() {
    this.#lectures?.close();
    this.player.close();
    this.figures.close();
    this.unseenParts.close();
    this.#printed.close();
  }
}

/**
 * Show sentences as a list.
 *
 * @param {HTMLElement} list
 * @param {readonly string[]} sentences
 */
function setSentences(list, sentences) {
  const items = [...list.children];
  if (items.length === sentences.length) items.forEach((item, index) => setText(item, sentences[index] ?? ""));
  else list.replaceChildren(...sentences.map((textContent) => element("li", { textContent })));
}
