// A whole lecture in a link: deflated into the part behind "#", which no browser sends to a server.

import { draftFrom } from "./draft.js";

/** @import { LectureDraft } from "../wire.d.ts" */

/** Characters of a link that mail programs and chats leave whole. */
export const MAX_LINK = 8000;
const KEY = "lecture=";
const MAX_INFLATED = 1_000_000;

/**
 * Return the fragment of a link to a lecture, with its "#".
 *
 * @param {LectureDraft} draft
 */
export async function fragmentOf(draft) {
  const deflated = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(draft)));
  const text = btoa(Array.from(deflated, (byte) => String.fromCharCode(byte)).join(""));
  return `#${KEY}${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** @param {string} fragment @returns {boolean} whether it carries a lecture */
export function hasLecture(fragment) {
  return fragment.startsWith(`#${KEY}`);
}

/**
 * Return the lecture of a fragment, or null where it is not whole.
 *
 * @param {string} fragment
 * @returns {Promise<LectureDraft | null>}
 */
export async function lectureOf(fragment) {
  try {
    const text = atob(
      fragment
        .slice(KEY.length + 1)
        .replaceAll("-", "+")
        .replaceAll("_", "/"),
    );
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const inflated = await through(new DecompressionStream("deflate-raw"), bytes, MAX_INFLATED);
    return draftFrom(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(inflated)));
  } catch {
    return null;
  }
}

/**
 * @param {CompressionStream | DecompressionStream} stream
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} [max] bytes that come out
 */
async function through(stream, bytes, max = Infinity) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  const source = new Blob([bytes]).stream();
  for (const reader = source.pipeThrough(stream).getReader(); ;) {
    const { done, value } = await reader.read(); // oxlint-disable-line no-await-in-loop
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length > max) throw new Error("larger than any lecture");
  }
  return new Uint8Array(await new Blob(/** @type {Uint8Array<ArrayBuffer>[]} */ (parts)).arrayBuffer());
}
