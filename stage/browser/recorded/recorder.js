// Records a scene: the frames of its state, of its answer, and of each control in its strip alone.

import { Transport } from "../transport.js";
import { changesBetween } from "./frame_changes.js";
import { FrameRequests } from "./frame_requests.js";
import { canBeRecorded, controlsOf, positionsOf } from "./positions.js";
import { figuresOf, shownParts } from "./shown_parts.js";

/** @import { Change, Frame, LessonData, MountData, Scene } from "../wire.d.ts" */
/** @import { Recording } from "./recorded_scene.js" */

/**
 * The frames of a scene: first of its states, then of each control from each of them.
 *
 * @typedef {{ lesson: string, controls: readonly string[], groups: readonly (readonly Frame[])[] }} RecordedFrames
 */

/**
 * @typedef {object} RecordingOptions
 * @property {AbortSignal} signal
 * @property {(share: number) => void} onProgress
 */

const MAX_UNSEEN = 290; // characters of a message that names parts
const FEW = 9; // positions of a control, of which none is left out

/**
 * Record a scene.
 *
 * @param {Scene} scene
 * @param {MountData} data of its lesson
 * @param {RecordingOptions} options
 * @returns {Promise<RecordedFrames>}
 */
export async function recordScene(scene, data, options) {
  const requests = new FrameRequests(new Transport(data).open());
  try {
    return await record(scene, data, requests, options);
  } finally {
    requests.close();
  }
}

/**
 * @param {Scene} scene
 * @param {LessonData} lesson
 * @param {FrameRequests} requests
 * @param {RecordingOptions} options
 * @returns {Promise<RecordedFrames>}
 */
async function record(scene, lesson, requests, { signal, onProgress }) {
  const controls = controlsOf(scene).filter((name) => canBeRecorded(lesson.controls[name]));
  const recorded = new Set(controls);
  let unseen = "";
  let count = 0;
  let expected = 1;
  const ask = async (/** @type {string} */ query) => {
    signal.throwIfAborted();
    const frame = await requests.frame(query, unseen);
    unseen = unseenParts(frame, scene);
    onProgress((count += 1) / expected);
    return frame;
  };
  const shown = (/** @type {Frame} */ frame) => shownParts(frame, scene.figures, recorded);
  const states = await inTurn(basesOf(scene, lesson), ask);
  const wanted = states.flatMap((state) =>
    controls.map((name) => positionsOf(name, state.query, state, lesson)).filter((queries) => queries.length),
  );
  expected = count + wanted.flat().length;
  const groups = await inTurn(wanted, (queries) => inTurn(queries, (query) => ask(query).then(shown)));
  return { lesson: scene.lesson, controls, groups: [states.map(shown), ...groups] };
}

/**
 * Do something with each item, one after the other: a connection has one answer at a time.
 *
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {(item: Item) => Promise<Result>} action
 * @returns {Promise<Result[]>}
 */
function inTurn(items, action) {
  return items.reduce(
    async (before, item) => [...(await before), await action(item)],
    Promise.resolve(/** @type {Result[]} */ ([])),
  );
}

/**
 * Return the queries from which the controls of a scene move: its own, and that of its answer.
 *
 * @param {Scene} scene
 * @param {LessonData} lesson
 */
function basesOf({ state, question }, { presets }) {
  const own = state || (presets[0]?.[1] ?? "");
  return [...new Set([own, question?.answer || own])];
}

/**
 * Return the names of the parts that a scene does not show, as many as a message may name.
 *
 * @param {Frame} frame
 * @param {Scene} scene
 */
function unseenParts(frame, scene) {
  const shown = new Set(figuresOf(frame, scene.figures));
  const figures = Object.keys(frame.figures).filter((name) => !shown.has(name));
  const names = [
    ...figures.map((name) => `figures.${name}`),
    ...Object.keys(frame.tables).map((name) => `tables.${name}`),
  ];
  return names.reduce((text, name) => (text.length + name.length < MAX_UNSEEN ? `${text},${name}` : text), "").slice(1);
}

/**
 * Return frames as the file holds them.
 *
 * @param {RecordedFrames} recorded
 * @returns {Recording}
 */
export function toRecording({ lesson, controls, groups }) {
  const frames = groups.flat();
  return { lesson, controls, frames: frames.map((frame, index) => changesBetween(frames[index - 1] ?? null, frame)) };
}

/**
 * Return every other position of each control, with its ends; null where there are few already.
 *
 * @param {RecordedFrames} recorded
 * @returns {RecordedFrames | null}
 */
export function thinned({ groups: [states = [], ...groups], ...others }) {
  if (groups.every((group) => group.length <= FEW)) return null;
  const kept = groups.map((group) =>
    group.length <= FEW ? group : group.filter((_, index) => index % 2 === 0 || index === group.length - 1),
  );
  return { ...others, groups: [states, ...kept] };
}
