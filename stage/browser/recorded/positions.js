// The states of a scene that are recorded: its own, its answer, and each control of its strip alone over its range.

import { Scale } from "../controls/scale.js";
import { assignment, filter, join } from "../query.js";

/** @import { ControlSpec, Frame, LessonData, Scene } from "../wire.d.ts" */

const MAX_POSITIONS = 60;
const MAX_OF_VECTOR = 24; // of each number of a vector
const MAX_PRESSES = 8;

/**
 * Return the queries of a control's positions from a state.
 *
 * @param {string} name of the control
 * @param {string} base the query of the state
 * @param {Frame} frame of that state
 * @param {LessonData} lesson
 * @param {number} most positions
 * @returns {string[]}
 */
export function positionsOf(name, base, frame, { controls }, most = MAX_POSITIONS) {
  const spec = controls[name];
  if (!spec || frame.updates[name]?.hidden) return [];
  const replaced = new Set([name, ...spec.resets].map((changed) => controls[changed]?.parameter));
  const rest = filter(base, (parameter) => !replaced.has(parameter)); // what a change resets is as by default
  return textsOf(spec, frame, name, most).map((text) => join([rest, assignment(spec.parameter, text)]));
}

/**
 * Return whether the positions of a control can be recorded.
 *
 * @param {ControlSpec | undefined} spec
 */
export function canBeRecorded(spec) {
  if (spec?.kind === "vector") return !spec.distribution && !spec.override; // one number alone cannot change, or has no value
  return spec !== undefined && ["slider", "choice", "toggle", "button"].includes(spec.kind);
}

/** The controls of a scene's strip, and the one that plays. @param {Scene} scene */
export function controlsOf({ controls, play }) {
  return [...new Set([...controls, ...(play ? [play] : [])])];
}

/**
 * @param {ControlSpec} spec
 * @param {Frame} frame
 * @param {string} name
 * @param {number} most
 * @returns {string[]} values as a query states them
 */
function textsOf(spec, frame, name, most) {
  const value = frame.values[name];
  const update = frame.updates[name];
  if (spec.kind === "slider") {
    const ends = { min: update?.min ?? spec.min, max: update?.max ?? spec.max };
    return placesOf(new Scale({ ...spec, ...ends }), most).map(String);
  }
  if (spec.kind === "vector") {
    const numbers = /** @type {readonly number[]} */ (value);
    const places = placesOf(new Scale(spec), Math.min(most, MAX_OF_VECTOR));
    return numbers.flatMap((_, index) => places.map((place) => numbers.with(index, place).join()));
  }
  if (spec.kind === "choice") {
    const items = /** @type {readonly unknown[]} */ (frame.values[spec.same_length_as ?? ""] ?? []).keys();
    return (
      [update?.options?.map(([code]) => code) ?? spec.options, [...items]].find((codes) => codes.length)?.map(String) ??
      []
    );
  }
  if (spec.kind === "toggle") return ["0", "1"];
  if (spec.kind !== "button") return [];
  return Array.from({ length: Math.min(MAX_PRESSES, most) }, (_, presses) => String(Number(value) + presses));
}

/**
 * @param {Scale} scale
 * @param {number} most
 */
function placesOf(scale, most) {
  const places = Array.from({ length: most }, (_, index) => scale.valueAt(index / (most - 1)));
  return [...new Set([scale.leftEnd, ...places, scale.max])].toSorted((first, second) => first - second);
}
