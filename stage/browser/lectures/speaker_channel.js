// The channel between the window of a lecture and its speaker's; others of the same browser have other numbers.

/** @import { SpeakerReport } from "../wire.d.ts" */

/** What the channels and the windows of all lectures are called, before their number. */
export const SPEAKER = "softmax-lab-speaker";

/** @typedef {{ report: SpeakerReport } | { move: "next" | "previous" | "leave" } | { asks: true } | { left: true }} SpeakerMessage */

export class SpeakerChannel {
  #channel;

  /**
   * @param {string} number
   * @param {(message: SpeakerMessage) => void} onMessage
   */
  constructor(number, onMessage) {
    this.#channel = new BroadcastChannel(`${SPEAKER}-${number}`);
    this.#channel.onmessage = ({ data }) => onMessage(data);
  }

  /** @param {SpeakerMessage} message */
  send(message) {
    this.#channel.postMessage(message); // oxlint-disable-line require-post-message-target-origin -- it has no target
  }

  close() {
    this.#channel.close();
  }
}
