// A control for points that a reader adds, moves and removes in a figure: its value is the list of these edits.

import { element, format, register } from "../dom.js";
import { POINTS, SELECT, reportInteraction, notify } from "../events.js";
import { Control } from "./control.js";

/** @import { ControlUpdate, Edit, PointsSpec } from "../wire.d.ts" */
/** @import { Controls, Texts } from "./control.js" */

/**
 * The edits, and which point is selected. A point has a key: the number of its row, or, where it was added, -1, -2, ...
 *
 * @extends {Control<PointsSpec>}
 */
export class Points extends Control {
  /** @type {Control | undefined} the choice that says which class a new point has */
  #labelChoice;
  /** @type {readonly Edit[]} */
  #edits = [];
  /** @type {readonly number[]} the keys of all points, with those that are not drawn yet */
  #rowIds = [];
  /** @type {readonly number[]} the keys of the points in the order in which they are drawn */
  drawnRowIds = [];
  /** @type {readonly string[]} */
  classNames = [];
  /** @type {number | null} */
  #selectedRowId = null;
  #removeButton = element("button", { type: "button" });
  #undoButton = element("button", { type: "button" });
  #editCount = element("span", { className: "stage-edit-count" });

  /**
   * @param {string} name
   * @param {PointsSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.#removeButton.textContent = this.words.remove_point;
    this.#removeButton.onclick = () => this.removeSelected();
    this.#undoButton.textContent = this.words.remove_edits;
    this.#undoButton.onclick = () => this.#undo();
    const group = element("div", { className: "stage-buttons", role: "group", "aria-label": this.label });
    group.append(this.#removeButton, this.#undoButton, this.#editCount);
    this.append(group);
    this.#render();
  }

  get value() {
    return this.#edits;
  }

  set value(edits) {
    this.#edits = edits;
    if (this.#selectedRowId !== null && !this.#rowIds.includes(this.#selectedRowId)) this.#selectedRowId = null;
    this.#render();
  }

  /** @override */
  get text() {
    return this.#edits.map(writtenEdit).join(";");
  }

  /**
   * @override
   * @param {Controls} controls
   */
  link(controls) {
    super.link(controls);
    this.#labelChoice = controls.get(this.spec.label_field);
  }

  /** @override */
  refresh() {
    const wasEditable = this.isEditable;
    super.refresh();
    if (this.isEditable !== wasEditable) this.#render();
  }

  /**
   * @override
   * @param {ControlUpdate} update
   */
  update(update) {
    super.update(update);
    const { row_ids: rowIds, class_names: classNames } = update;
    if (!rowIds || !classNames) return;
    this.#rowIds = this.drawnRowIds = rowIds;
    this.classNames = classNames;
    this.#render();
  }

  /** Whether points can be edited: only while the control is shown. */
  get isEditable() {
    return !this.hidden;
  }

  /** The index of the selected point among the drawn ones, or -1: a point that was just added is not drawn yet. */
  get selectedIndex() {
    return this.#selectedRowId === null ? -1 : this.drawnRowIds.indexOf(this.#selectedRowId);
  }

  /** The selected point as it was last edited, or null where it was not. */
  get editedPoint() {
    const [, x = null, y = null, label = null] = this.#edits[this.#editIndex(this.#selectedRowId)] ?? [];
    return x === null || y === null || label === null ? null : { x, y, label };
  }

  #render() {
    const count = this.#edits.length;
    this.#editCount.textContent = count ? format(this.words.edit_count, { count, max: this.spec.max_edits }) : "";
    this.#removeButton.disabled = this.#selectedRowId === null;
    this.#undoButton.disabled = !count;
    this.dispatchEvent(new CustomEvent(POINTS));
  }

  /**
   * Select a drawn point by its index, or none.
   *
   * @param {number | null} index
   */
  select(index) {
    this.#selectedRowId = index === null ? null : (this.drawnRowIds[index] ?? null);
    this.#render();
    if (index !== null) this.dispatchEvent(new CustomEvent(SELECT, { detail: index }));
  }

  /**
   * Add a point and select it.
   *
   * @param {number} x
   * @param {number} y
   */
  add(x, y) {
    if (this.#isFull()) return;
    reportInteraction(this);
    this.#edits = [...this.#edits, [null, x, y, Number(this.#labelChoice?.value)]];
    this.#selectedRowId = -this.#edits.filter(([row]) => row === null).length;
    this.#rowIds = [...this.#rowIds, this.#selectedRowId];
    this.#render();
    this.fire(true);
  }

  /**
   * Move the selected point, or give it another class.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} label
   * @param {boolean} isFinal
   */
  move(x, y, label, isFinal) {
    const key = this.#selectedRowId;
    const index = this.#editIndex(key);
    if (key === null || (index < 0 && this.#isFull())) return;
    reportInteraction(this);
    /** @type {Edit} */
    const edit = [key < 0 ? null : key, x, y, label];
    this.#edits = index < 0 ? [...this.#edits, edit] : this.#edits.with(index, edit);
    this.#render();
    this.fire(isFinal);
  }

  removeSelected() {
    const key = this.#selectedRowId;
    const index = this.#editIndex(key);
    if (key === null || (index < 0 && this.#isFull())) return;
    reportInteraction(this);
    const others = this.#edits.filter((_, other) => other !== index);
    this.#edits = key < 0 ? others : [...others, [key, null, null, null]];
    const remaining = this.#rowIds.filter((other) => other !== key);
    this.#rowIds = remaining.map((other) => (other < key && key < 0 ? other + 1 : other));
    this.#selectedRowId = null;
    this.#render();
    this.fire(true);
  }

  #undo() {
    this.#selectedRowId = null;
    this.restore([]);
  }

  /**
   * Return to earlier edits.
   *
   * @param {readonly Edit[]} edits
   */
  restore(edits) {
    reportInteraction(this);
    this.value = edits;
    this.fire(true);
  }

  /** The point that was moved is let go. */
  finishMove() {
    reportInteraction(this);
    this.fire(true);
  }

  /** @param {number | null} key */
  #editIndex(key) {
    if (key === null) return -1;
    if (key >= 0) return this.#edits.findIndex(([row]) => row === key);
    let added = 0;
    return this.#edits.findIndex(([row]) => row === null && (added -= 1) === key);
  }

  #isFull() {
    const { max_edits: max } = this.spec;
    const isFull = this.#edits.length >= max;
    if (isFull) notify(this, format(this.words.too_many_edits, { max }));
    return isFull;
  }
}

/** @param {Edit} edit */
function writtenEdit([row, x, y, label]) {
  return `${row === null ? "" : `${row}:`}${x === null ? "" : `${x},${y},${label}`}`;
}

register("stage-points", Points);
