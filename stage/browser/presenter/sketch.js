// Predict, then reveal: what a reader sketches over the first figure of a scene, before its answer is shown.
//
// A figure says in `layout.meta.sketch` what can be sketched on it: `kind` is "bars", "boundary" or "curve", `trace` the bars,
// boundary lines or curve that are predicted, and `hidden` all traces that show the answer.

import { BarsSketch } from "./sketch_bars.js";
import { BoundarySketch } from "./sketch_boundary.js";
import { CurveSketch } from "./sketch_curve.js";
import { SketchLayer } from "./sketch_layer.js";

/** @import { Figure } from "../figures/figure.js" */
/** @import { FigureSpec, PresenterWords, SketchKind } from "../wire.d.ts" */

const KINDS = { bars: BarsSketch, boundary: BoundarySketch, curve: CurveSketch };

/** A sketch on a figure. It is told of every drawing, as handles are. */
export class Sketch {
  #figure;
  #spec;
  #layer;
  #sketch;
  #onError;
  #isRevealed = false;

  /**
   * @param {Figure} figure that is drawn
   * @param {FigureSpec} spec
   * @param {PresenterWords} words
   * @param {(sentence: string) => void} onError gets, once the truth is shown, how far the sketch is from it
   */
  constructor(figure, spec, words, onError) {
    const { sketch } = spec.layout.meta ?? {};
    if (!sketch) throw new Error("nothing can be sketched on this figure");
    this.#figure = figure;
    this.#spec = sketch;
    this.#onError = onError;
    this.#layer = new SketchLayer(figure.plot, words[`sketch_${sketch.kind}`]);
    this.#sketch = new KINDS[sketch.kind](this.#layer, words, spec, sketch.trace);
    figure.addNumberHandles(this);
    this.#sketch.render();
  }

  /** Whether a reader has sketched something. */
  get isMade() {
    return this.#sketch.isMade;
  }

  /** The truth is shown now; the sketch stays. */
  reveal() {
    this.#isRevealed = true;
    this.#layer.reveal();
    this.onDraw(this.#figure.spec ?? undefined);
  }

  /** @param {FigureSpec} [figure] */
  onDraw(figure) {
    if (this.#isRevealed && this.isMade && figure) {
      this.#onError(this.#sketch.error(figure, figure.layout.meta?.sketch?.trace ?? this.#spec.trace));
    }
    if (this.isMade || !this.#isRevealed) this.#sketch.render();
  }

  refresh() {}

  close() {
    this.#figure.removeNumberHandles(this);
    this.#layer.close();
  }
}

/**
 * Return a figure without what is asked for: those traces are there, and not seen.
 *
 * @param {FigureSpec} figure
 * @returns {FigureSpec}
 */
export function withoutAnswer(figure) {
  const { sketch } = figure.layout.meta ?? {};
  const hidden = sketch ? (sketch.hidden ?? [sketch.trace]) : [];
  const starts = new Map(hidden.map((item) => (typeof item === "number" ? [item, 0] : item)));
  const data = figure.data.map((trace, index) => {
    const start = starts.get(index);
    if (start === undefined) return trace;
    if (start === 0) return { ...trace, opacity: 0, hoverinfo: "skip", hovertemplate: null, showlegend: false };
    return { ...trace, text: trace.text?.map((text, place) => (place < start ? text : "")) };
  });
  return /** @type {FigureSpec} */ ({ ...figure, data });
}

/**
 * Tell whether a kind of sketch can be made on a figure.
 *
 * @param {FigureSpec} figure
 * @param {SketchKind} kind
 */
export function canSketch({ layout }, kind) {
  return layout.meta?.sketch?.kind === kind;
}
