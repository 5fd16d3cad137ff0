// The kinds of handles of bars: where a handle is, and which logits it sets.
//
// Of a number: the end of its bar sets it.
// Of a probability: its logit answers. With all other logits held, z_k = T (ln(p / (1 - p)) + ln sum_j e^(z_j / T)).
// A divider between two parts of a sum: one gains what the other loses, and all others stay. Each part is proportional
// to e^(z / T), so that z grows by T times the logarithm of the ratio of the part to what it was.

import { format } from "../dom.js";
import { clamp } from "../parse_numbers.js";

/** @import { HandleSpec, Words } from "../wire.d.ts" */

/** @typedef {{ lengths: readonly number[], logits: readonly number[], temperature: number }} Bars */
/** @typedef {readonly [index: number, logit: number]} Setting */
/** @typedef {(index: number) => string} LabelOf */

/**
 * @typedef {object} HandleKind
 * @property {(count: number) => number} count of handles, of a number of bars
 * @property {(bars: Bars, index: number) => boolean} isShown whether there is something to set
 * @property {(bars: Bars, index: number) => number} at where a handle is on the axis
 * @property {(bars: Bars, index: number, wanted: number) => readonly Setting[]} settings what it sets where it is wanted
 * @property {(bars: Bars, index: number, steps: number) => readonly Setting[]} step what keys set
 * @property {(bars: Bars, ends: readonly [number, number]) => readonly [number, number]} range on the axis
 * @property {(bars: Bars, index: number) => string} text what is at the handle, for screen readers
 * @property {(words: Words, index: number, labelOf: LabelOf) => string} name
 */

const KEY_STEP = 0.1; // of a logit
const SHARE_STEP = 0.01; // of a sum
const MIN_SHARE = 1e-4;

/** @type {HandleKind} */
const number = {
  count: (bars) => bars,
  isShown: ({ lengths }, index) => Number.isFinite(lengths[index]),
  at: ({ lengths }, index) => lengths[index] ?? 0,
  settings: (_, index, wanted) => [[index, rounded(wanted, 1)]],
  step: ({ logits }, index, steps) => [[index, rounded((logits[index] ?? 0) + steps * KEY_STEP, 4)]],
  range: (_, ends) => ends,
  text: ({ lengths }, index) => String(lengths[index] ?? 0),
  name: (words, index, labelOf) => format(words.number_handle, { label: labelOf(index) }),
};

/** @type {HandleKind} */
const probability = {
  ...number,
  settings({ logits, temperature }, index, wanted) {
    const p = clamp(wanted, [MIN_SHARE, 1 - MIN_SHARE]);
    const others = logits.filter((_, other) => other !== index).map((logit) => logit / temperature);
    const largest = Math.max(...others);
    const level = largest + Math.log(sum(others.map((other) => Math.exp(other - largest))));
    return [[index, rounded(temperature * (Math.log(p / (1 - p)) + level), decimalsFor(temperature))]];
  },
  range: () => [0, 1],
  text: ({ lengths }, index) => percent(lengths[index] ?? 0),
  name: (words, index, labelOf) => format(words.probability_handle, { label: labelOf(index) }),
};

/** @type {HandleKind} */
const divider = {
  count: (bars) => bars - 1,
  isShown: ({ lengths }, index) => lengths.slice(index, index + 2).every((length) => length > 0),
  at: ({ lengths }, index) => sum(lengths.slice(0, index + 1)),
  settings({ lengths, logits, temperature }, index, wanted) {
    const [left = 0, right = 0] = lengths.slice(index, index + 2);
    const both = left + right;
    const newLeft = clamp(wanted - sum(lengths.slice(0, index)), [MIN_SHARE * both, (1 - MIN_SHARE) * both]);
    const growths = [Math.log(newLeft / left), Math.log((both - newLeft) / right)];
    const decimals = decimalsFor(temperature);
    return growths.map((growth, side) => [
      index + side,
      rounded((logits[index + side] ?? 0) + temperature * growth, decimals),
    ]);
  },
  step(bars, index, steps) {
    return this.settings(bars, index, this.at(bars, index) + steps * SHARE_STEP * sum(bars.lengths));
  },
  range: ({ lengths }) => [0, sum(lengths)],
  text(bars, index) {
    return percent(this.at(bars, index) / sum(bars.lengths));
  },
  name: (words, index, labelOf) => format(words.divider_handle, { label: labelOf(index), other: labelOf(index + 1) }),
};

/** @type {Readonly<Record<HandleSpec["kind"], HandleKind>>} */
export const HANDLE_KINDS = { number, probability, divider };

/** @param {number} temperature @returns decimals of a logit that set a probability to about a hundredth */
function decimalsFor(temperature) {
  return clamp(Math.ceil(2 - Math.log10(temperature)), [1, 4]);
}

/**
 * @param {number} value
 * @param {number} decimals
 */
function rounded(value, decimals) {
  return Number(value.toFixed(decimals));
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}

/** @param {readonly number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
