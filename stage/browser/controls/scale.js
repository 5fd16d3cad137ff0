// How a slider maps positions, from 0 to 1, to the numbers of a linear or logarithmic range.

import { clamp } from "../parse_numbers.js";

/** @import { ScaleSpec } from "../wire.d.ts" */

const STEPS_OF_A_LOG_SCALE = 200;
const MAX_TEXT_LENGTH = 7; // of a number that fits the box of a slider
const SMALL = 1e-3;

/** A range of numbers and the steps in it. */
export class Scale {
  #step;
  #startsAtZero;
  #isInteger;
  #decimals;

  /** @param {ScaleSpec} spec */
  constructor({ min, max, step, scale = "linear", zero = false, integer = false }) {
    this.min = min;
    this.max = max;
    this.isLog = scale === "log";
    this.#step = step;
    this.#startsAtZero = zero;
    this.#isInteger = integer;
    this.#decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  }

  /** The number at the left end. */
  get leftEnd() {
    return this.#startsAtZero ? 0 : this.min;
  }

  /**
   * Return where a number stands: (v - min) / (max - min), on a logarithmic scale ln(v / min) / ln(max / min).
   *
   * @param {number} value
   */
  positionOf(value) {
    if (this.isLog) return value <= this.min ? 0 : Math.log(value / this.min) / Math.log(this.max / this.min);
    return (value - this.min) / (this.max - this.min);
  }

  /**
   * Return the number at a position, rounded to the step, or to three digits on a logarithmic scale.
   *
   * @param {number} position
   */
  valueAt(position) {
    if (!this.isLog) return this.snap(this.min + position * (this.max - this.min));
    if (this.#startsAtZero && position <= 0) return 0;
    return this.clamp(this.round(Number((this.min * (this.max / this.min) ** position).toPrecision(3))));
  }

  /**
   * Return the nearest multiple of the step.
   *
   * @param {number} value
   */
  snap(value) {
    return this.clamp(Number((Math.round(value / this.#step) * this.#step).toFixed(this.#decimals)));
  }

  /**
   * Return the nearest whole number where the scale has only those.
   *
   * @param {number} value
   */
  round(value) {
    return this.#isInteger ? Math.round(value) : value;
  }

  /** @param {number} value */
  clamp(value) {
    return this.#startsAtZero && value <= 0 ? 0 : clamp(value, [this.min, this.max]);
  }

  /**
   * Return the number some steps further: of a logarithmic scale, 200ths of its length.
   *
   * @param {number} value
   * @param {number} steps
   */
  stepped(value, steps) {
    if (!this.isLog) return this.snap(value + steps * this.#step);
    const position = clamp(this.positionOf(value) + steps / STEPS_OF_A_LOG_SCALE, [0, 1]);
    const next = this.valueAt(position);
    return this.#isInteger && next === value ? this.clamp(next + Math.sign(steps)) : next;
  }

  /**
   * Write a number with the decimals of the step, or with all of its own where it has more: those of a small number
   * with a power of ten, where they would not fit the box.
   *
   * @param {number} value
   */
  text(value) {
    const padded = value.toFixed(this.#decimals);
    if (Number(padded) === value) return padded;
    const text = String(value);
    return value > 0 && value < SMALL && text.length > MAX_TEXT_LENGTH ? value.toExponential() : text;
  }
}
