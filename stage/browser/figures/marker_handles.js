// Handles on points of a plot: dragged or stepped by keys, a point sets a slider for one axis or for both.

import { element, format } from "../dom.js";
import { reportInteraction } from "../events.js";
import { placeOfPointer } from "./geometry.js";
import { stepsOfKey } from "../step_keys.js";
import { axesOf } from "./trace_elements.js";

/** @import { Slider } from "../controls/slider.js" */
/** @import { FigureSpec, MarkerSpec, Trace, Words } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

/** @typedef {{ x: Slider | null, y: Slider | null }} SlidersOfAxes */
/** @typedef {readonly [x: number, y: number]} Place in pixels of the screen */
/** @typedef {"x" | "y"} Letter of an axis */

const MIN_DRAG = 2; // pixels; less is a click, which changes nothing
const LETTERS = /** @type {const} */ (["x", "y"]);

/** The handle of one point. */
export class MarkerHandle {
  #plot;
  #spec;
  #sliders;
  #words;
  #handle;
  /** @type {readonly Trace[]} */
  #data = [];
  /** What is held since the pointer was pressed. @type {{ from: Place, offset: Place, before: Map<Slider, number>, hasMoved: boolean } | null} */
  #held = null;

  /**
   * @param {Plot} plot
   * @param {MarkerSpec} spec
   * @param {SlidersOfAxes} sliders
   * @param {Words} words
   */
  constructor(plot, spec, sliders, words) {
    this.#plot = plot;
    this.#spec = spec;
    this.#sliders = sliders;
    this.#words = words;
    const directions = LETTERS.filter((letter) => sliders[letter]).join("");
    this.#handle = element("div", {
      className: `stage-handle stage-marker-handle stage-moves-${directions}`,
      role: "slider",
      tabIndex: 0,
      hidden: true,
    });
    this.#handle.onpointerdown = (event) => this.#press(event);
    this.#handle.onpointermove = (event) => this.#drag(event);
    this.#handle.onpointerup = () => this.#release();
    this.#handle.onpointercancel = () => this.#cancel();
    this.#handle.onkeydown = (event) => this.#onKey(event);
    plot.parentElement?.append(this.#handle);
  }

  get #shownSliders() {
    return LETTERS.map((letter) => this.#sliders[letter]).filter((slider) => slider !== null);
  }

  /** Follow a drawing. @param {FigureSpec} [figure] by default as before, and the plot has another size */
  onDraw(figure) {
    if (figure) this.#data = figure.data;
    const trace = this.#data[this.#spec.trace];
    const axes = trace && axesOf(this.#plot, trace);
    const [x, y] = [trace?.x?.[this.#spec.point] ?? Number.NaN, trace?.y[this.#spec.point] ?? Number.NaN];
    const isShown = Boolean(axes) && Number.isFinite(x + y) && this.#shownSliders.every((slider) => !slider.hidden);
    this.#handle.hidden = !isShown;
    if (!axes || !isShown) return;
    const left = axes.xaxis._offset + axes.xaxis.d2p(x);
    const top = axes.yaxis._offset + axes.yaxis.d2p(y);
    this.#handle.style.translate = `${left.toFixed(1)}px ${top.toFixed(1)}px`;
    this.refresh();
  }

  /** Follow the sliders. */
  refresh() {
    const sliders = this.#shownSliders.map(({ slider }) => slider);
    const [first] = sliders;
    if (!first) return;
    const { scale, value: set } = first;
    // 1e-10 is no number for ARIA: as the slider itself, a logarithmic one goes from 0 to 1.
    const [min, max, now] = scale.isLog ? [0, 1, scale.positionOf(set).toFixed(4)] : [scale.min, scale.max, set];
    const label = format(this.#words.marker_handle, { label: sliders.map((slider) => slider.label).join(", ") });
    const valuetext = sliders.map((slider) => slider.scale.text(slider.value)).join(", ");
    const attributes = { label, valuetext, valuemin: min, valuemax: max, valuenow: now };
    for (const [attribute, value] of Object.entries(attributes)) {
      if (this.#handle.getAttribute(`aria-${attribute}`) === String(value)) continue;
      this.#handle.setAttribute(`aria-${attribute}`, String(value));
    }
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    const box = this.#handle.getBoundingClientRect();
    this.#handle.setPointerCapture(event.pointerId);
    this.#handle.focus({ preventScroll: true });
    for (const slider of this.#shownSliders) reportInteraction(slider);
    this.#held = {
      from: [event.clientX, event.clientY],
      offset: [event.clientX - (box.left + box.right) / 2, event.clientY - (box.top + box.bottom) / 2],
      before: new Map(this.#shownSliders.map((slider) => [slider, slider.value])),
      hasMoved: false,
    };
  }

  /** @param {PointerEvent} event */
  #drag({ clientX, clientY }) {
    const trace = this.#data[this.#spec.trace];
    const axes = trace && axesOf(this.#plot, trace);
    const held = this.#held;
    if (!axes || !held) return;
    held.hasMoved ||= Math.hypot(clientX - held.from[0], clientY - held.from[1]) >= MIN_DRAG;
    if (!held.hasMoved) return;
    const grabbed = { clientX: clientX - held.offset[0], clientY: clientY - held.offset[1] };
    const { left, top } = placeOfPointer(this.#plot, grabbed);
    const wanted = {
      x: axes.xaxis.p2d(left - axes.xaxis._offset),
      y: axes.yaxis.p2d(top - axes.yaxis._offset),
    };
    this.#set(wanted, false);
  }

  /**
   * Set the sliders to the nearest of their steps; one event tells of all, and none where nothing changes.
   *
   * @param {Readonly<Record<Letter, number>>} wanted
   * @param {boolean} isFinal
   */
  #set(wanted, isFinal) {
    const settings = LETTERS.flatMap((letter) => {
      const slider = this.#sliders[letter];
      if (!slider || Number.isNaN(wanted[letter])) return [];
      const { scale } = slider.slider;
      return { slider, value: scale.valueAt(scale.positionOf(scale.clamp(wanted[letter]))) };
    }).filter(({ slider, value }) => slider.value !== value);
    for (const { slider, value } of settings) slider.value = value;
    settings[0]?.slider.fire(isFinal);
  }

  #release() {
    if (this.#held?.hasMoved) this.#shownSliders[0]?.fire(true);
    this.#held = null;
  }

  // The touch turned into scrolling of the page: the values return to what they were.
  #cancel() {
    const held = this.#held;
    this.#held = null;
    if (!held?.hasMoved) return;
    for (const [slider, value] of held.before) slider.value = value;
    this.#shownSliders[0]?.fire(true);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return;
    const isVertical = key === "ArrowUp" || key === "ArrowDown";
    const slider = (isVertical ? this.#sliders.y : this.#sliders.x) ?? this.#shownSliders[0];
    if (!slider) return;
    const { scale } = slider.slider;
    const steps = stepsOfKey(event);
    const ends = new Map([
      ["Home", scale.leftEnd],
      ["End", scale.max],
    ]);
    const value = ends.get(key) ?? (steps === null ? null : scale.stepped(slider.value, steps));
    if (value === null) return;
    event.preventDefault();
    reportInteraction(slider);
    slider.slider.move(value, true);
  }

  close() {
    this.#handle.remove();
  }
}
