// How a slider maps positions, from 0 to 1, to the numbers of a linear or logarithmic range.

import { clamp } from "../numbers.js";

/** @import { ScaleSpec } from "../wire.d.ts" */

const STEPS_OF_A_LOG_SCALE = 200;

/** A range of numbers and the steps in it. */
export class Scale {
  #step;
  #startsAtZero;
  #isWhole;
  #decimals;

  /** @param {ScaleSpec} spec */
  constructor({ low, high, step, scale = "linear", zero = false, whole = false }) {
    this.low = low;
    this.high = high;
    this.isLog = scale === "log";
    this.#step = step;
    this.#startsAtZero = zero;
    this.#isWhole = whole;
    this.#decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  }

  /** The number at the left end. */
  get minimum() {
    return this.#startsAtZero ? 0 : this.low;
  }

  /**
   * Return where a number stands: (v - low) / (high - low), on a logarithmic scale ln(v / low) / ln(high / low).
   *
   * @param {number} value
   */
  positionOf(value) {
    if (this.isLog) return value <= this.low ? 0 : Math.log(value / this.low) / Math.log(this.high / this.low);
    return (value - this.low) / (this.high - this.low);
  }

  /**
   * Return the number at a position, rounded to the step, or to three digits on a logarithmic scale.
   *
   * @param {number} position
   */
  valueAt(position) {
    if (!this.isLog) return this.snap(this.low + position * (this.high - this.low));
    if (this.#startsAtZero && position <= 0) return 0;
    return this.clamp(this.round(Number((this.low * (this.high / this.low) ** position).toPrecision(3))));
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
    return this.#isWhole ? Math.round(value) : value;
  }

  /** @param {number} value */
  clamp(value) {
    return this.#startsAtZero && value <= 0 ? 0 : clamp(value, [this.low, this.high]);
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
    return this.#isWhole && next === value ? this.clamp(next + Math.sign(steps)) : next;
  }

  /**
   * Write a number with the decimals of the step, or with all of its own where it has more.
   *
   * @param {number} value
   */
  text(value) {
    const padded = value.toFixed(this.#decimals);
    return Number(padded) === value ? padded : String(value);
  }
}
