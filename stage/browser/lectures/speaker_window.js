// The speaker's window: notes, the answer, what comes next, and two clocks. It can be closed without any effect on the lecture.

import { element, format, setText } from "../dom.js";
import { takePageAway } from "../presenter/page_around.js";
import { actionOf } from "../presenter/presenter_keys.js";
import { NextScene } from "./next_scene.js";
import { SpeakerChannel } from "./speaker_channel.js";

/** @import { MountData, SpeakerReport } from "../wire.d.ts" */
/** @import { Move } from "./lecture_player.js" */
/** @import { SpeakerMessage } from "./speaker_channel.js" */

const SECOND = 1000;
const COLOURS = ["--st-font", "--st-text-color", "--st-background-color", "--st-primary-color"];
const MOVES = /** @type {const} */ (["previous", "next"]);

export class SpeakerWindow {
  element = element("main", { className: "speaker" });
  #words;
  #channel;
  #timer;
  #startedAt = 0;
  #position = element("span", { className: "speaker-position" });
  #elapsed = element("span", { className: "speaker-time", role: "timer" });
  #time = element("span", { className: "speaker-time" });
  #caption = element("h1", {});
  #question = element("p", { className: "speaker-question" });
  #answer = element("p", { className: "speaker-answer" });
  #notes = element("div", { className: "speaker-notes" });
  #next = element("p", { className: "speaker-next" });
  #status = element("p", { className: "speaker-status", role: "status" });
  #onKey = (/** @type {KeyboardEvent} */ event) => this.#listenToKey(event);

  #preview;
  #givePageBack;

  /**
   * @param {MountData} data
   * @param {HTMLElement} root whose fonts and colours it takes
   */
  constructor(data, root) {
    const words = data.words.lecturing;
    this.#words = words;
    this.#preview = new NextScene(data, root);
    const number = new URLSearchParams(location.search).get("speaker") ?? "";
    this.#channel = new SpeakerChannel(number, (message) => this.#receive(message));
    this.#channel.send({ asks: true });
    this.#timer = setInterval(() => this.#tick(), SECOND);
    this.#assemble();
    window.addEventListener("keydown", this.#onKey);
    setText(this.#status, words.speaker_waits);
    this.#takeColours(root);
    document.body.append(this.element);
    this.#givePageBack = takePageAway(this.element);
    this.#tick();
  }

  /** @param {HTMLElement} root */
  #takeColours(root) {
    const style = getComputedStyle(root);
    for (const name of COLOURS) this.element.style.setProperty(name, style.getPropertyValue(name));
  }

  #assemble() {
    const words = this.#words;
    const buttons = MOVES.map((move) =>
      element("button", { type: "button", textContent: words[move], onclick: () => this.#move(move) }),
    );
    const clocks = element("div", { className: "speaker-clocks" }, this.#elapsed, this.#time);
    const head = element("header", {}, this.#position, clocks, element("div", {}, ...buttons));
    const now = element(
      "section",
      { "aria-label": words.now },
      this.#caption,
      this.#question,
      this.#answer,
      this.#notes,
    );
    const next = element("section", { className: "speaker-then" });
    const texts = element("div", {}, element("h2", { textContent: words.then }), this.#next);
    next.append(texts, this.#preview.element);
    this.element.append(head, this.#status, now, next);
  }

  /** @param {SpeakerMessage} message */
  #receive(message) {
    if ("report" in message) this.#show(message.report);
    else if ("left" in message) setText(this.#status, this.#words.speaker_gone);
  }

  /** @param {SpeakerReport} report */
  #show({ title, number, count, caption, notes, question, answer, next, nextCaption, startedAt }) {
    const words = this.#words;
    const isEnd = number > count;
    this.#startedAt = startedAt;
    document.title = title;
    setText(this.#status, "");
    setText(this.#position, format(words.position, { number: Math.min(number, count), count }));
    setText(this.#caption, isEnd ? words.end : caption);
    setText(this.#question, question);
    setText(this.#answer, answer && format(words.answer_is, { answer }));
    setText(this.#notes, isEnd ? "" : notes || words.no_notes);
    setText(this.#next, isEnd ? "" : number === count ? words.then_end : nextCaption);
    void this.#preview.show(next);
    this.#tick();
  }

  #tick() {
    const { elapsed, clock } = this.#words;
    const seconds = this.#startedAt ? Math.max(0, Math.round((Date.now() - this.#startedAt) / SECOND)) : 0;
    setText(this.#elapsed, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    setText(this.#time, new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
    this.#elapsed.title = elapsed;
    this.#time.title = clock;
  }

  /** @param {Move} move */
  #move(move) {
    this.#channel.send({ move });
  }

  /** @param {KeyboardEvent} event */
  #listenToKey(event) {
    const action = actionOf(event, document.activeElement);
    const isPressed = event.key === " " && document.activeElement instanceof HTMLButtonElement;
    if (isPressed || (action !== "next" && action !== "previous" && action !== "play")) return;
    event.preventDefault();
    if (!event.repeat) this.#move(action === "previous" ? "previous" : "next");
  }

  close() {
    clearInterval(this.#timer);
    window.removeEventListener("keydown", this.#onKey);
    this.#channel.close();
    this.#preview.close();
    this.element.remove();
    this.#givePageBack();
  }
}
