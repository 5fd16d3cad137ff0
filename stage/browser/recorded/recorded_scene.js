// The recorded frames of scenes of a lesson, and which of them answers a state: the nearest.

import { Scale } from "../controls/scale.js";
import { withChanges } from "./frame_changes.js";

/** @import { Change, ControlSpec, ControlValue, Frame, LessonData } from "../wire.d.ts" */

/**
 * A recording as the file holds it: of each frame the changes since the one before.
 *
 * @typedef {{ lesson: string, bases: readonly string[], frames: readonly (readonly Change[])[] }} Recording
 */

const OTHER = 1000; // how far apart values are that are no numbers, and differ
const NEVER_ASKED = new Set(["interpolation", "moving"]);

/** Answers the states of scenes. */
export class RecordedScenes {
  #lesson;
  /** @type {{ frame: Frame, values: ReadonlyMap<string, string> }[]} */
  #recorded = [];

  /**
   * @param {Recording} recording
   * @param {LessonData} lesson
   */
  constructor({ frames }, lesson) {
    this.#lesson = lesson;
    /** @type {unknown} */
    let frame = null;
    for (const changes of frames) {
      frame = withChanges(frame, changes);
      const recorded = /** @type {Frame} */ (frame);
      this.#recorded.push({ frame: recorded, values: valuesOf(recorded.query) });
    }
  }

  /**
   * Return the recorded frame of the state that is nearest.
   *
   * @param {string} query
   * @returns {Frame | null}
   */
  nearest(query) {
    const wanted = valuesOf(query);
    let shortest = Infinity;
    /** @type {Frame | null} */
    let found = null;
    for (const { frame, values } of this.#recorded) {
      const distance = this.#distance(wanted, values, shortest);
      if (distance < shortest) [shortest, found] = [distance, frame];
    }
    return found;
  }

  /**
   * @param {ReadonlyMap<string, string>} wanted
   * @param {ReadonlyMap<string, string>} present
   * @param {number} limit from which on it does not matter
   */
  #distance(wanted, present, limit) {
    let sum = 0;
    for (const [name, spec] of Object.entries(this.#lesson.controls)) {
      if (NEVER_ASKED.has(spec.kind)) continue;
      const byDefault = textOf(this.#lesson.defaults[name]);
      const texts = [wanted, present].map((values) => values.get(spec.parameter) ?? byDefault);
      if (texts[0] !== texts[1]) sum += distanceBetween(spec, texts[0] ?? "", texts[1] ?? "");
      if (sum >= limit) return sum;
    }
    return sum;
  }
}

/** @param {string} query */
function valuesOf(query) {
  return new Map(new URLSearchParams(query));
}

/**
 * Return a default as a query states it.
 *
 * @param {ControlValue | undefined} value
 */
function textOf(value) {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.join();
  return value === undefined || typeof value === "object" ? "" : String(value);
}

/**
 * @param {ControlSpec} spec
 * @param {string} first
 * @param {string} second
 */
function distanceBetween(spec, first, second) {
  const [from, to] = [first, second].map((text) => text.split(",").map((part) => (part.trim() ? Number(part) : NaN)));
  if (!from || !to || from.length !== to.length || [...from, ...to].some(Number.isNaN)) return OTHER;
  if (spec.kind !== "slider" && spec.kind !== "vector") return String(from) === String(to) ? 0 : OTHER;
  const scale = new Scale(spec);
  return from.reduce((sum, value, index) => {
    const apart = scale.positionOf(value) - scale.positionOf(to[index] ?? value);
    return sum + Math.abs(Number.isFinite(apart) ? apart : 1);
  }, 0);
}
