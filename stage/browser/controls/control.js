// The base of all controls: an element with a `value` that fires `input` while it moves and `change` when it is let go.
//
// What is set in one act, by a click or by typing, fires only `change`. Setting `value` from outside fires nothing.

import { stopInnerValueEvents, fireValueEvent } from "../events.js";
import { assignment } from "../query.js";

/** @import { ControlSpec, ControlUpdate, ControlValue, Labels, Words } from "../wire.d.ts" */

/** @typedef {ReadonlyMap<string, Control>} Controls by the names of the state's fields */
/** @typedef {{ labels: Labels, words: Words }} Texts */

/**
 * Everything that the kinds of controls share.
 *
 * @template {ControlSpec} [Spec=ControlSpec]
 */
export class Control extends HTMLElement {
  /** @type {Control | undefined} the control on whose value it depends whether this one is shown */
  #condition;
  /** Whether the frame hides the control, whatever its condition says. */
  isHiddenByFrame = false;

  /**
   * @param {string} name of the state's field
   * @param {Spec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, { labels, words }) {
    super();
    this.className = "stage-control";
    this.name = name;
    this.spec = spec;
    this.label = String(labels[name] ?? "");
    this.words = words;
    stopInnerValueEvents(this);
  }

  /** The value, which every kind of control defines. @returns {ControlValue} */
  get value() {
    throw new Error(`${this.constructor.name} defines no value`);
  }

  set value(_) {
    throw new Error(`${this.constructor.name} defines no value`);
  }

  /** The value as it is written in the URL. */
  get text() {
    return String(this.value);
  }

  /** The name of its parameter in the URL. */
  get parameter() {
    return this.spec.parameter;
  }

  /** The names of the controls that a change of this one sets or resets. @returns {readonly string[]} */
  get changesWith() {
    return [...this.spec.resets, ...this.spec.keeps];
  }

  /** Its part of the query string. */
  get query() {
    return assignment(this.parameter, this.text);
  }

  /**
   * Find the controls that this one depends on; called once, when all have been made.
   *
   * @param {Controls} controls
   */
  link(controls) {
    const [condition] = this.spec.visible_when;
    if (condition !== undefined) this.#condition = controls.get(condition);
  }

  /** Follow the values of the controls that this one depends on; called after every change. */
  refresh() {
    const [, ...values] = /** @type {readonly ControlValue[]} */ (this.spec.visible_when);
    this.hidden = this.isHiddenByFrame || (this.#condition !== undefined && !values.includes(this.#condition.value));
  }

  /** Take what the frame shows for a reader's own value; only a vector with override shows another. */
  keep() {}

  /**
   * Take over what follows for this control from a frame.
   *
   * @param {ControlUpdate} update
   */
  update({ hidden = false }) {
    this.isHiddenByFrame = hidden;
  }

  /**
   * Fire the event of a new value.
   *
   * @param {boolean} isFinal
   */
  fire(isFinal) {
    fireValueEvent(this, isFinal);
  }
}
