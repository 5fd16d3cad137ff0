// Predicting bars: each has a grip at the height that a reader expects.

import { format } from "../dom.js";
import { axesOf } from "../figures/trace_elements.js";
import { clamp } from "../parse_numbers.js";
import { meanDifference } from "./sketch_errors.js";
import { numberText } from "./sketch_text.js";

/** @import { FigureSpec, PresenterWords, Trace } from "../wire.d.ts" */
/** @import { SketchLayer } from "./sketch_layer.js" */

const THICKNESS = 0.62; // of the room of a bar

export class BarsSketch {
  #layer;
  #words;
  /** @type {number[]} where the grips are, in the units of the axis */
  #values = [];
  #isMade = false;
  /** @type {HTMLElement[]} */
  #grips = [];
  /** @type {Trace} */
  #trace;

  /**
   * @param {SketchLayer} layer
   * @param {PresenterWords} words
   * @param {FigureSpec} figure
   * @param {number} index of the trace
   */
  constructor(layer, words, figure, index) {
    this.#layer = layer;
    this.#words = words;
    this.#trace = traceOf(figure, index);
    const count = positionsOf(this.#trace).length;
    this.#values = Array.from({ length: count }, () => 0);
    const names = namesOf(figure, this.#trace);
    this.#grips = this.#values.map((_, bar) =>
      layer.addGrip({
        label: format(words.sketch_bar, { label: names[bar] ?? String(bar + 1) }),
        onMove: (place) => this.#move(bar, place),
      }),
    );
  }

  get isMade() {
    return this.#isMade;
  }

  /** The axis along the bars, the one across them, and whether they lie. */
  get #axes() {
    const axes = axesOf(this.#layer.plot, this.#trace);
    if (!axes) return null;
    const lies = this.#trace.orientation === "h";
    return lies ? { along: axes.xaxis, across: axes.yaxis, lies } : { along: axes.yaxis, across: axes.xaxis, lies };
  }

  /**
   * @param {number} bar
   * @param {{ left: number, top: number }} place
   */
  #move(bar, { left, top }) {
    const axes = this.#axes;
    if (!axes) return;
    const { along, lies } = axes;
    const [low, high] = along.range;
    const pixel = (lies ? left : top) - along._offset;
    this.#values[bar] = clamp(along.p2d(pixel), [Math.min(low, high), Math.max(low, high)]);
    this.#isMade = true;
    this.render();
  }

  render() {
    const axes = this.#axes;
    if (!axes) return;
    const { along, across, lies } = axes;
    const half = (Math.abs(across.d2p(1) - across.d2p(0)) * THICKNESS) / 2;
    const positions = positionsOf(this.#trace);
    const start = along._offset + along.d2p(0);
    const boxes = positions.map((position, bar) => {
      const end = along._offset + along.d2p(this.#values[bar] ?? 0);
      const middle = across._offset + across.d2p(position);
      const grip = this.#grips[bar];
      const [min, max] = along.range;
      const value = this.#values[bar] ?? 0;
      if (grip) {
        const at = lies ? { left: end, top: middle } : { left: middle, top: end };
        this.#layer.place(grip, at, { min, max, value, text: numberText(value) });
      }
      const [low, high] = [middle - half, middle + half];
      return lies ? `M${start},${low}H${end}V${high}H${start}Z` : `M${low},${start}V${end}H${high}V${start}Z`;
    });
    const plot = { left: (lies ? along : across)._offset, top: (lies ? across : along)._offset };
    const name = this.#isMade ? { left: plot.left + 4, top: plot.top - 4 } : null;
    this.#layer.draw(this.#isMade ? boxes.join("") : "", this.#words.prediction, name);
  }

  /**
   * Return how far the sketch is from the bars of a figure, in words.
   *
   * @param {FigureSpec} figure
   * @param {number} index
   */
  error(figure, index) {
    this.#trace = traceOf(figure, index);
    const difference = meanDifference(this.#values, lengthsOf(this.#trace));
    return difference === null ? "" : format(this.#words.error_axis, { difference: numberText(difference) });
  }
}

/** @param {FigureSpec} figure @param {number} index @returns {Trace} */
function traceOf({ data }, index) {
  const trace = data[index];
  if (!trace) throw new Error("the figure has no such trace");
  return trace;
}

/** @param {Trace} trace @returns {readonly number[]} */
function positionsOf({ orientation, x = [], y }) {
  return Array.from(orientation === "h" ? y : x);
}

/** @param {Trace} trace @returns {readonly number[]} */
function lengthsOf({ orientation, x = [], y }) {
  return Array.from(orientation === "h" ? x : y);
}

/** @param {FigureSpec} figure @param {Trace} trace */
function namesOf({ layout }, { orientation, xaxis = "x", yaxis = "y" }) {
  const id = orientation === "h" ? yaxis : xaxis;
  const key = /** @type {`x${string}`} */ (`${id[0]}axis${id.slice(1)}`);
  return layout[/** @type {`xaxis`} */ (key)]?.ticktext ?? [];
}
