// The panel of a lesson: its presets and its controls in their groups, which together are the query string.

import { element } from "../dom.js";
import { join } from "../query.js";
import { makeButtonRow } from "./button_row.js";
import { Control } from "./control.js";
import { Interpolation } from "./interpolation.js";
import { makeControl } from "./make_control.js";
import { Moving } from "./moving.js";
import { Names } from "./names.js";
import { Pin } from "./pin.js";
import { Points } from "./points.js";
import { Slider } from "./slider.js";
import { Vector } from "./vector.js";

/** @import { ControlValues, Frame, MountData } from "../wire.d.ts" */

/** Makes the controls, and lets those that depend on others follow them. */
export class Panel {
  #presetQueries;
  #texts;
  #hadUpdates = false;
  /** @type {ReadonlyMap<string, Control>} by the names of the state's fields */
  #controls;

  /** @param {MountData} data */
  constructor(data) {
    const { controls, groups, labels, words, defaults, presets } = data;
    this.defaults = defaults;
    this.#presetQueries = presets.map(([, query]) => query);
    this.#texts = { labels, words };
    this.element = element("div", {
      className: "stage-panel",
      role: "group",
      "aria-label": words.controls,
      inert: true,
    });
    this.#controls = new Map(
      Object.entries(controls).map(([name, spec]) => [name, makeControl(name, spec, this.#texts)]),
    );
    for (const control of this.#controls.values()) control.link(this.#controls);
    const { row, textbooks, share } = makeButtonRow(data, (query) => this.#withNames(query));
    this.buttons = row;
    this.textbooks = textbooks;
    this.share = share;
    this.element.append(this.buttons);
    this.#appendControls(groups);
    this.element.addEventListener("input", (event) => this.#follow(event.target));
    this.element.addEventListener("change", (event) => this.#follow(event.target));
  }

  /** @param {MountData["groups"]} groups */
  #appendControls(groups) {
    /** @type {Map<string, HTMLElement>} */
    const parents = new Map([["", this.element]]);
    for (const [name, open] of Object.entries(groups)) {
      const summary = element("summary", { textContent: this.#texts.labels.groups[name] ?? "" });
      parents.set(name, element("details", { className: "stage-group", open }, summary));
    }
    for (const control of this.#controls.values()) parents.get(control.spec.group)?.append(control);
    this.element.append(...[...parents.values()].filter((parent) => parent !== this.element));
  }

  /** The query string of what the controls show, with every parameter. */
  get query() {
    return join([...this.#controls.values()].map((control) => control.query));
  }

  get parameters() {
    return [...this.#controls.values()].map((control) => control.parameter);
  }

  /** The sliders that are shown. */
  get sliders() {
    return [...this.#controls.values()].flatMap((control) => {
      if (control.hidden) return [];
      if (control instanceof Slider) return [control.slider];
      return control instanceof Vector ? control.sliders : [];
    });
  }

  /** The slider that has a play rate, and so plays from its beginning to its end, if the lesson has one. */
  get timeline() {
    return this.#controlsOf(Slider).find(({ slider }) => slider.playRate !== null);
  }

  /** The control that says how far play has come from one step to the next, if the lesson has one. */
  get interpolation() {
    return this.#controlsOf(Interpolation)[0];
  }

  /** The control that says that something moves, if the lesson has one. */
  get moving() {
    return this.#controlsOf(Moving)[0];
  }

  /** The control whose points are edited in a figure, if the lesson has one. */
  get points() {
    return this.#controlsOf(Points)[0];
  }

  /** The names of the controls, in the order of the panel. */
  get names() {
    return [...this.#controls.keys()];
  }

  /** Return a control, by its name. @param {string} name */
  control(name) {
    return this.#controls.get(name);
  }

  /** Return the number that a slider shows, by its name. @param {string} name */
  number(name) {
    const control = this.#controls.get(name);
    return control instanceof Slider ? control.slider.value : Number.NaN;
  }

  /**
   * @template {Control} Kind
   * @param {new (...values: never[]) => Kind} kind
   * @returns {Kind[]}
   */
  #controlsOf(kind) {
    return [...this.#controls.values()].filter(
      /** @returns {control is Kind} */
      (control) => control instanceof kind,
    );
  }

  /**
   * Return a control and those that a change of it sets or resets.
   *
   * @param {Control} control
   */
  changesOf(control) {
    const changed = [control, ...control.changesWith.map((name) => this.#controls.get(name))];
    return changed.filter((each) => each !== undefined);
  }

  /**
   * Show a state.
   *
   * @param {ControlValues} values
   */
  setValues(values) {
    for (const [name, control] of this.#controls) {
      const value = values[name];
      if (value !== undefined && JSON.stringify(control.value) !== JSON.stringify(value)) control.value = value;
    }
    this.#refresh();
  }

  /**
   * Take over what follows for the controls from a frame.
   *
   * @param {Frame} frame
   */
  update({ updates, query }) {
    for (const pin of this.#controlsOf(Pin)) pin.presentQuery = query;
    const hasUpdates = Object.keys(updates).length > 0;
    if (!hasUpdates && !this.#hadUpdates) return; // most lessons never have any, and frames come 30 times a second
    this.#hadUpdates = hasUpdates;
    for (const [name, control] of this.#controls) {
      const update = updates[name];
      if (update) control.update(update);
      else control.isHiddenByFrame = false;
    }
    this.#refresh();
  }

  #refresh() {
    for (const control of this.#controls.values()) control.refresh();
  }

  /** @param {EventTarget | null} target */
  #follow(target) {
    if (!(target instanceof Control)) return;
    /** @type {Control} */
    const { spec } = target;
    const { resets, keeps } = spec;
    if (resets.some((name) => this.#controls.get(name)?.value !== this.defaults[name])) {
      for (const name of keeps) this.#controls.get(name)?.keep();
    }
    for (const name of resets) {
      const control = this.#controls.get(name);
      const value = this.defaults[name];
      if (control && value !== undefined) control.value = value;
    }
    this.#refresh();
  }

  /**
   * A preset changes numbers; the names that a reader gave stay, but not those of another preset.
   *
   * @param {string} query
   */
  #withNames(query) {
    const names = this.#controlsOf(Names).find(({ value }) => value.some(Boolean));
    const isOwn = names && !this.#presetQueries.some((known) => known.split("&").includes(names.query));
    return isOwn ? join([query, names.query]) : query;
  }
}
