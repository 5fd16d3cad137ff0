// The way from one state to another: what is the same moves, and everything else is at once as it will be.

import { Slider } from "./controls/slider.js";
import { Vector } from "./controls/vector.js";
import { assignment, join } from "./query.js";

/** @import { Control } from "./controls/control.js" */
/** @import { Panel } from "./controls/panel.js" */
/** @import { ControlValue, ControlValues } from "./wire.d.ts" */

/** @typedef {(share: number) => string} PartOfWay the part of a query at a share of the way */
/** @typedef {{ control: string, queryAt: PartOfWay }} Way */

const DIGITS = 6; // of a number on the way

/**
 * Return the way between two states, or null where no number moves. Of a logarithmic slider the position moves evenly.
 *
 * @param {Panel} panel
 * @param {ControlValues} from the values of the present state
 * @param {string} target the query of the other one
 * @returns {Way | null}
 */
export function wayTo(panel, from, target) {
  const stated = new URLSearchParams(target);
  /** @type {PartOfWay[]} */
  const parts = [];
  let moving = "";
  for (const name of panel.names) {
    const control = panel.control(name);
    const start = from[name];
    const text = stated.get(control?.parameter ?? "");
    const end = text === null ? panel.defaults[name] : numbersOf(text);
    const part = control && start !== undefined && end !== undefined ? partOf(control, start, end) : null;
    if (!part) continue;
    parts.push(part);
    moving ||= name;
  }
  if (!parts.length) return null;
  return { control: moving, queryAt: (share) => join([target, ...parts.map((part) => part(share))]) };
}

/**
 * Return the part of the query of a control that moves, or null.
 *
 * @param {Control} control
 * @param {ControlValue} from
 * @param {ControlValue} to
 * @returns {PartOfWay | null}
 */
function partOf(control, from, to) {
  const [start, end] = [[from].flat(), [to].flat()];
  if (!areNumbers(start) || !areNumbers(end) || start.length !== end.length || String(start) === String(end))
    return null;
  if (control instanceof Vector) return (share) => assignment(control.parameter, between(start, end, share).join(","));
  if (!(control instanceof Slider)) return null;
  const { scale } = control.slider;
  const [first, last] = [scale.positionOf(start[0] ?? 0), scale.positionOf(end[0] ?? 0)];
  return (share) => assignment(control.parameter, String(scale.valueAt(first + share * (last - first))));
}

/**
 * @param {readonly number[]} start
 * @param {readonly number[]} end
 * @param {number} share
 */
function between(start, end, share) {
  return start.map((number, index) => Number((number + share * ((end[index] ?? number) - number)).toPrecision(DIGITS)));
}

/** @param {string} text */
function numbersOf(text) {
  return text.split(",").map((part) => (part.trim() ? Number(part) : Number.NaN));
}

/**
 * @param {readonly unknown[]} values
 * @returns {values is readonly number[]}
 */
function areNumbers(values) {
  return values.length > 0 && values.every((value) => typeof value === "number" && Number.isFinite(value));
}
