// Predicting a curve: it is drawn by the pointer over places along the axis, each of which also has a grip for keys.

import { format } from "../dom.js";
import { axesOf } from "../figures/trace_elements.js";
import { clamp } from "../parse_numbers.js";
import { heightsAt, meanDifference } from "./sketch_errors.js";
import { numberText } from "./sketch_text.js";

/** @import { FigureSpec, PresenterWords, Trace } from "../wire.d.ts" */
/** @import { SketchLayer } from "./sketch_layer.js" */

const PLACES = 17;
const LAST = PLACES - 1;

export class CurveSketch {
  #layer;
  #words;
  #trace;
  #isLogarithmic = false;
  /** @type {(number | null)[]} in the units of the axis; null: not drawn yet */
  #heights = Array.from({ length: PLACES }, () => null);
  /** @type {HTMLElement[]} */
  #grips = [];
  /** @type {{ left: number, top: number } | null} where the pointer was */
  #pen = null;

  /**
   * @param {SketchLayer} layer
   * @param {PresenterWords} words
   * @param {FigureSpec} figure
   * @param {number} index of the trace
   */
  constructor(layer, words, figure, index) {
    this.#layer = layer;
    this.#words = words;
    this.#trace = figure.data[index];
    this.#grips = this.#heights.map((_, place) =>
      layer.addGrip({
        label: "",
        isSmall: true,
        onMove: ({ top }) => this.#set(place, top),
        onKey: (event) => this.#walk(place, event.key),
      }),
    );
    for (const grip of this.#grips.slice(1)) grip.tabIndex = -1; // the arrow keys go on
    layer.element.onpointerdown = (event) => {
      layer.element.setPointerCapture(event.pointerId);
      this.#pen = layer.placeOf(event);
      this.#draw(event);
    };
    layer.element.onpointermove = (event) => this.#draw(event);
    layer.element.onpointerup = layer.element.onpointercancel = () => (this.#pen = null);
  }

  get isMade() {
    return this.#heights.some((height) => height !== null);
  }

  get #axes() {
    return this.#trace ? axesOf(this.#layer.plot, this.#trace) : null;
  }

  /**
   * Set the heights between where the pointer was and where it is.
   *
   * @param {PointerEvent} event
   */
  #draw(event) {
    const axes = this.#axes;
    const [from, to] = [this.#pen, this.#layer.placeOf(event)];
    if (!axes || !from) return;
    const [first = from, second = to] = [from, to].toSorted((one, other) => one.left - other.left);
    const reach = axes.xaxis._length / LAST / 2;
    for (let place = 0; place < PLACES; place += 1) {
      const left = this.#left(place);
      const isNear = left >= first.left - 0.01 && left <= second.left + 0.01;
      if (isNear) {
        const share = second.left > first.left ? (left - first.left) / (second.left - first.left) : 1;
        this.#set(place, first.top + share * (second.top - first.top));
      } else if (Math.abs(left - to.left) < reach) this.#set(place, to.top);
    }
    this.#pen = to;
  }

  /** @param {number} place */
  #left(place) {
    const xaxis = this.#axes?.xaxis;
    return xaxis ? xaxis._offset + (place / LAST) * xaxis._length : 0;
  }

  /**
   * @param {number} place
   * @param {number} top
   */
  #set(place, top) {
    const yaxis = this.#axes?.yaxis;
    if (!yaxis) return;
    this.#heights[place] = yaxis.p2d(clamp(top - yaxis._offset, [0, yaxis._length]));
    this.render();
  }

  /**
   * Arrows to the sides go to the next grip.
   *
   * @param {number} place
   * @param {string} key
   */
  #walk(place, key) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return false;
    const next = this.#grips[clamp(place + step, [0, LAST])];
    for (const grip of this.#grips) grip.tabIndex = grip === next ? 0 : -1;
    next?.focus();
    return true;
  }

  render() {
    const axes = this.#axes;
    if (!axes) return;
    const { xaxis, yaxis } = axes;
    this.#isLogarithmic = yaxis.type === "log";
    const middle = yaxis.p2d(yaxis._length / 2);
    const [min, max] = [yaxis.p2d(yaxis._length), yaxis.p2d(0)];
    let path = "";
    let isPenDown = false;
    this.#heights.forEach((height, place) => {
      const at = { left: this.#left(place), top: yaxis._offset + yaxis.d2p(height ?? middle) };
      const grip = this.#grips[place];
      if (grip) {
        const label = format(this.#words.sketch_point, { x: numberText(xaxis.p2d(at.left - xaxis._offset)) });
        grip.setAttribute("aria-label", label);
        this.#layer.place(grip, at, { min, max, value: height ?? middle, text: numberText(height ?? middle) });
        grip.style.opacity = height === null ? "0.35" : "1";
      }
      if (height !== null) path += `${isPenDown ? "L" : "M"}${at.left},${at.top}`;
      isPenDown = height !== null;
    });
    const name = this.isMade ? { left: xaxis._offset + xaxis._length / 2, top: yaxis._offset + 14 } : null;
    this.#layer.draw(path, this.#words.prediction, name);
  }

  /**
   * Return how far the sketch is from the curve of a figure, in words.
   *
   * @param {FigureSpec} figure
   * @param {number} index
   */
  error({ data }, index) {
    const axes = this.#axes;
    const trace = (this.#trace = data[index]);
    if (!axes || !trace) return "";
    const places = this.#heights.map((_, place) => axes.xaxis.p2d((place / LAST) * axes.xaxis._length));
    const truth = heightsAt(xsOf(trace), Array.from(trace.y), places);
    const scaled = (/** @type {readonly (number | null)[]} */ heights) =>
      this.#isLogarithmic ? heights.map((height) => (height === null ? null : Math.log10(height))) : heights;
    const difference = meanDifference(scaled(this.#heights), scaled(truth));
    if (difference === null) return "";
    const { error_axis: sentence, error_powers: ofPowers } = this.#words;
    return format(this.#isLogarithmic ? ofPowers : sentence, { difference: numberText(difference) });
  }
}

/** @param {Trace} trace @returns {number[]} */
function xsOf({ x, x0 = 0, dx = 1, y }) {
  return x ? Array.from(x) : Array.from(y, (_, index) => x0 + dx * index);
}
