// From the window that the hall sees to the speaker's own: says what is shown, and is steered from there.

import { element } from "../dom.js";
import { filter, join } from "../query.js";
import { SPEAKER, SpeakerChannel } from "./speaker_channel.js";

/** @import { SpeakerReport } from "../wire.d.ts" */
/** @import { Move } from "./lecture_player.js" */

const SIZE = "popup,width=960,height=640";

/** @typedef {{ number: string, startedAt: number }} Talk the number of the channel, which outlives a reload, and the start */

/** Whether this window is a speaker's. */
export function isSpeakerWindow() {
  return new URLSearchParams(location.search).has("speaker");
}

export class SpeakerLink {
  /** Why there is no second window. */
  notice = element("p", { className: "player-notice", role: "alert", hidden: true });
  #talk = keptTalk() ?? { number: String(Math.floor(Math.random() * 1e9) + 1), startedAt: Date.now() };
  #channel;
  /** @type {SpeakerReport | null} */
  #report = null;
  #onHide = () => this.#channel.send({ left: true });

  /** @param {(move: Move) => void} onMove the speaker's window asks for it */
  constructor(onMove) {
    this.#channel = new SpeakerChannel(this.#talk.number, (message) => {
      if ("move" in message) onMove(message.move);
      else if ("asks" in message) this.#send();
    });
    keepTalk(this.#talk);
    window.addEventListener("pagehide", this.#onHide);
  }

  /** When the lecture was opened, in milliseconds of the clock. */
  get startedAt() {
    return this.#talk.startedAt;
  }

  /**
   * Open the speaker's window.
   *
   * @param {string} sentence that is shown where the browser does not let it
   */
  open(sentence) {
    const others = filter(location.search.slice(1), (name) => name !== "speaker" && name !== "present");
    const url = `${location.pathname}?${join([others, `speaker=${this.#talk.number}`])}`;
    const opened = window.open(url, `${SPEAKER}-${this.#talk.number}`, SIZE);
    this.notice.hidden = opened !== null;
    this.notice.textContent = opened ? "" : sentence;
  }

  /** @param {SpeakerReport} report */
  report(report) {
    this.#report = report;
    this.#send();
  }

  #send() {
    if (this.#report) this.#channel.send({ report: this.#report });
  }

  close() {
    window.removeEventListener("pagehide", this.#onHide);
    this.#channel.send({ left: true });
    this.#channel.close();
    keepTalk(null);
  }
}

/** Return the lecture that this tab presented when it was reloaded, or null. @returns {Talk | null} */
function keptTalk() {
  try {
    return JSON.parse(sessionStorage.getItem(SPEAKER) ?? "null");
  } catch {
    return null;
  }
}

/** @param {Talk | null} talk null: it has ended */
function keepTalk(talk) {
  try {
    if (talk) sessionStorage.setItem(SPEAKER, JSON.stringify(talk));
    else sessionStorage.removeItem(SPEAKER);
  } catch {
    // After a reload the speaker's window is opened anew.
  }
}
