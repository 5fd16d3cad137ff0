// Long messages in parts, so that neither side keeps more than a part that the other does not read.
//
// A part begins with "+" where another one follows, and the last one with "."; an answer that begins with neither is
// whole.

const PART = 32_000; // bytes
const FOLLOWED = "+";
const LAST = ".";

/** Puts answers together. */
export class AnswerParts {
  /** @type {string[]} */
  #parts = [];
  /** when the newest part arrived */
  receivedAt = 0;

  /**
   * Add a message; return the answer that it completes, or null.
   *
   * @param {string} message
   * @returns {string | null}
   */
  add(message) {
    this.receivedAt = performance.now();
    const mark = message[0];
    if (mark !== FOLLOWED && mark !== LAST) return message;
    this.#parts.push(message.slice(1));
    if (mark === FOLLOWED) return null;
    const answer = this.#parts.join("");
    this.#parts = [];
    return answer;
  }
}

/**
 * The parts of the message that sends a file.
 *
 * @param {number} number
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Blob[]}
 */
export function fileParts(number, name, bytes) {
  const message = new Blob([`${number} ${name.replace(/\s+/g, " ")}\n`, bytes]);
  const parts = [];
  for (let start = 0; start < message.size; start += PART) {
    const mark = start + PART < message.size ? FOLLOWED : LAST;
    parts.push(new Blob([mark, message.slice(start, start + PART)]));
  }
  return parts;
}
