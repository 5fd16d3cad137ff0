// From the window that the hall sees to the speaker's own: says what is shown, and is steered from there.

import { element } from "../dom.js";
import { filter, join } from "../query.js";
import { SPEAKER, SpeakerChannel } from "./speaker_channel.js";

/** @import { SpeakerReport } from "../wire.d.ts" */
/** @import { Move } from "./lecture_player.js" */

const SIZE = "popup,width=960,height=640";

/** Whether this window is a speaker's. */
export function isSpeakerWindow() {
  return new URLSearchParams(location.search).has("speaker");
}

export class SpeakerLink {
  /** When the lecture was opened, in milliseconds of the clock. */
  startedAt = Date.now();
  /** Why there is no second window. */
  notice = element("p", { className: "player-notice", role: "alert", hidden: true });
  #number = String(Math.floor(Math.random() * 1e9) + 1);
  #channel;
  /** @type {SpeakerReport | null} */
  #report = null;

  /** @param {(move: Move) => void} onMove the speaker's window asks for it */
  constructor(onMove) {
    this.#channel = new SpeakerChannel(this.#number, (message) => {
      if ("move" in message) onMove(message.move);
      else if ("asks" in message) this.#send();
    });
  }

  /**
   * Open the speaker's window.
   *
   * @param {string} sentence that is shown where the browser does not let it
   */
  open(sentence) {
    const others = filter(location.search.slice(1), (name) => name !== "speaker" && name !== "present");
    const url = `${location.pathname}?${join([others, `speaker=${this.#number}`])}`;
    const opened = window.open(url, `${SPEAKER}-${this.#number}`, SIZE);
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
    this.#channel.send({ left: true });
    this.#channel.close();
  }
}
