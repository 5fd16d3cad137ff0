// The slider from which `Slider` and `Vector` are built: its name, a text box for the exact value, and a play button.
//
// It fires `input` and `change` as a control does, and is a part of the controls for one number and for vectors.

import { element, format, icon, register, setText } from "../dom.js";
import { stopInnerValueEvents, fireValueEvent, reportInteraction, notifyAtField, requestPlay } from "../events.js";
import { clamp, isAmbiguous, parseNumber, shortened } from "../parse_numbers.js";
import { stepsOfKey } from "../step_keys.js";
import { finishTyping, revertOnEscape, showText } from "../text_box.js";
import { Scale } from "./scale.js";

/** @import { ScaleSpec, Words } from "../wire.d.ts" */

/**
 * @typedef {object} SliderOptions
 * @property {ScaleSpec} scale
 * @property {HTMLElement} heading the element beside the slider that shows its name
 * @property {number | null} [playRate] increase per second of play, once to the end in 6 to 12 seconds; null: play moves back and forth
 * @property {readonly [number, number]} [typedRange] what a typed number may be, where that is more than the scale
 */

/** A slider that is dragged, stepped by keys, typed into and played. */
export class NumberSlider extends HTMLElement {
  #words;
  #heading;
  #typedRange;
  #value;
  #valueAtPress;
  #isPressed = false;
  #isCancelled = false;
  #isMovedByKeys = false;

  /**
   * @param {SliderOptions} options
   * @param {Words} words
   */
  constructor({ scale, heading, playRate = null, typedRange }, words) {
    super();
    this.className = "stage-slider";
    this.scale = new Scale(scale);
    this.playRate = playRate;
    this.label = "";
    this.#words = words;
    this.#heading = heading;
    this.#typedRange = typedRange;
    this.#value = this.#valueAtPress = this.scale.leftEnd;
    this.range = this.#makeRange();
    this.exactBox = this.#makeExactBox();
    this.playButton = element("button", { type: "button", className: "stage-play-button" });
    this.playButton.onclick = () => requestPlay(this);
    this.append(heading, this.range, this.exactBox, this.playButton);
    stopInnerValueEvents(this);
    this.value = this.#value;
  }

  // A linear range has the unit of the value. A logarithmic one goes from 0 to 1; its aria-valuetext is the value.
  #makeRange() {
    const range = element("input", { type: "range", step: "any" });
    this.#setEnds(range);
    range.oninput = () => this.#moveByReader(this.#draggedValue(), false);
    range.onchange = () => this.#isCancelled || this.#moveByReader(this.#value, true);
    range.onkeydown = (event) => this.#onKeyDown(event);
    range.onkeyup = () => this.#releaseKey();
    range.onpointerdown = () => this.#press();
    range.onpointerup = () => (this.#isPressed = false);
    range.onpointercancel = () => this.#cancel();
    range.onblur = () => {
      this.#isPressed = false;
      this.#releaseKey();
    };
    return range;
  }

  /** @param {HTMLInputElement} range */
  #setEnds(range) {
    const { min, max, isLog } = this.scale;
    Object.assign(range, { min: isLog ? 0 : min, max: isLog ? 1 : max });
  }

  #makeExactBox() {
    const box = element("input", { type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false });
    box.className = "stage-exact-value";
    box.onchange = () => this.#onTyped();
    box.onfocus = () => box.select();
    revertOnEscape(box, () => this.scale.text(this.#value));
    return box;
  }

  get value() {
    return this.#value;
  }

  // Beyond the ends of the scale, a value is kept and shown as the end. The thumb under the pointer is left alone.
  set value(value) {
    this.#value = value;
    const { scale, range } = this;
    const shownValue = scale.clamp(value);
    const position = scale.positionOf(shownValue);
    const text = scale.text(shownValue);
    const rangeValue = String(scale.isLog ? position : shownValue);
    if (!this.#isPressed && range.value !== rangeValue) range.value = rangeValue;
    range.setAttribute("aria-valuetext", text);
    range.style.setProperty("--position", String(position));
    showText(this.exactBox, text);
  }

  /**
   * Set other ends of the scale.
   *
   * @param {number} min
   * @param {number} max
   */
  setEnds(min, max) {
    const { scale } = this;
    if (min === scale.min && max === scale.max) return;
    Object.assign(scale, { min, max });
    if (!scale.isLog) this.#setEnds(this.range);
    this.value = this.#value;
  }

  /**
   * Set the names of the slider.
   *
   * @param {string} heading shown beside it
   * @param {string} [label] read aloud, where nothing beside it is seen
   */
  setLabel(heading, label = heading) {
    if (this.#heading instanceof HTMLSpanElement) setText(this.#heading, heading);
    if (this.#heading.title !== heading) this.#heading.title = heading;
    if (this.label === label) return;
    this.label = label;
    this.range.setAttribute("aria-label", label);
    this.exactBox.setAttribute("aria-label", format(this.#words.exact_value, { label }));
    this.setPlaying(this.playButton.dataset.playing === "true");
  }

  /** @param {boolean} isPlaying */
  setPlaying(isPlaying) {
    const label = format(isPlaying ? this.#words.pause : this.#words.play, { label: this.label });
    if (this.playButton.getAttribute("aria-label") === label) return;
    this.playButton.dataset.playing = String(isPlaying);
    this.playButton.replaceChildren(icon(isPlaying ? "pause" : "play"));
    this.playButton.setAttribute("aria-label", label);
  }

  /**
   * Set a value and fire its event.
   *
   * @param {number} value
   * @param {boolean} isFinal
   */
  move(value, isFinal) {
    if (value === this.#value && !isFinal) return;
    if (value !== this.#value) this.value = value;
    fireValueEvent(this, isFinal);
  }

  /**
   * @param {number} value
   * @param {boolean} isFinal
   */
  #moveByReader(value, isFinal) {
    reportInteraction(this);
    this.move(value, isFinal);
  }

  #draggedValue() {
    const raw = Number(this.range.value);
    return this.scale.isLog ? this.scale.valueAt(raw) : this.scale.snap(raw);
  }

  #press() {
    this.#isPressed = true;
    this.#isCancelled = false;
    this.#valueAtPress = this.#value;
  }

  // The touch turned into scrolling of the page: the value returns to where it was.
  #cancel() {
    this.#isPressed = false;
    this.#isCancelled = true;
    this.#moveByReader(this.#valueAtPress, true);
    this.value = this.#value;
  }

  /** @param {KeyboardEvent} event */
  #onKeyDown(event) {
    const value = this.#valueOfKey(event);
    if (value === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#isMovedByKeys = true;
    this.#moveByReader(value, false);
  }

  /** @param {KeyboardEvent} event */
  #valueOfKey(event) {
    const { key } = event;
    if (key === "Home") return this.scale.leftEnd;
    if (key === "End") return this.scale.max;
    const steps = stepsOfKey(event);
    return steps === null ? null : this.scale.stepped(this.#value, steps);
  }

  // All presses of a key that is held down are one movement.
  #releaseKey() {
    if (this.#isMovedByKeys) this.#moveByReader(this.#value, true);
    this.#isMovedByKeys = false;
  }

  #onTyped() {
    const { scale, label } = this;
    const text = finishTyping(this.exactBox);
    const number = parseNumber(text);
    if (!Number.isFinite(number)) {
      showText(this.exactBox, scale.text(this.#value));
      const sentence = isAmbiguous(text) ? this.#words.ambiguous_number : this.#words.not_a_number;
      notifyAtField(this.exactBox, format(sentence, { text: shortened(text), label }));
      return;
    }
    const inRange = this.#typedRange ? clamp(number, this.#typedRange) : scale.clamp(number);
    const used = scale.round(inRange);
    this.#moveByReader(used, true);
    showText(this.exactBox, scale.text(used));
    if (inRange === number) return;
    notifyAtField(this.exactBox, format(this.#words.out_of_range, { label, min: scale.leftEnd, max: scale.max, used }));
  }
}

register("stage-number-slider", NumberSlider);
