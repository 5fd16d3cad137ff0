// What a reader typed or pasted for a whole vector.

import { format } from "../dom.js";
import { clamp, isAmbiguous, parseNumbers, shortened } from "../parse_numbers.js";

/** @import { Words } from "../wire.d.ts" */

/**
 * Return the numbers that a text states, brought into their range, or none; and a sentence where that is not all.
 *
 * @param {string} text
 * @param {object} vector
 * @param {string} vector.label
 * @param {readonly [min: number, max: number]} vector.lengths
 * @param {readonly [min: number, max: number]} vector.range
 * @param {Words} vector.words
 * @returns {{ numbers: number[] | null, sentence: string }}
 */
export function readTyped(text, { label, lengths: [minLength, maxLength], range: [min, max], words }) {
  const numbers = parseNumbers(text);
  if (!numbers || numbers.length < minLength || numbers.length > maxLength) {
    const values = { text: shortened(text), min: minLength, max: maxLength, label };
    return { numbers: null, sentence: format(isAmbiguous(text) ? words.ambiguous_numbers : words.not_numbers, values) };
  }
  const used = numbers.map((number) => clamp(number, [min, max]));
  const isChanged = used.join() !== numbers.join();
  return {
    numbers: used,
    sentence: isChanged ? format(words.out_of_range, { label, min, max, used: used.join(", ") }) : "",
  };
}
