// Records scenes: the frames of their states, of their answers, and of each control in their strips alone.

import { Transport } from "../transport.js";
import { changesBetween } from "./frame_changes.js";
import { FrameRequests } from "./frame_requests.js";
import { canBeRecorded, controlsOf, positionsOf } from "./positions.js";
import { basesOf } from "./scene_groups.js";
import { figuresOf, shownParts } from "./shown_parts.js";

/** @import { Frame, LessonData, MountData, Scene } from "../wire.d.ts" */
/** @import { Recording } from "./recorded_scene.js" */
/** @import { SceneGroup } from "./scene_groups.js" */

/**
 * The frames of scenes of a lesson: first of their states, then of each control from each of them.
 *
 * @typedef {{ lesson: string, bases: readonly string[], groups: readonly (readonly Frame[])[] }} RecordedFrames
 */

/**
 * @typedef {object} RecordingOptions
 * @property {AbortSignal} signal
 * @property {(share: number) => void} onProgress
 */

const MAX_UNSEEN = 290; // characters of a message that names parts
const FEW = 9; // positions of a control, of which none is left out

/**
 * Record scenes of a lesson.
 *
 * @param {SceneGroup} group
 * @param {MountData} data with that of all lessons
 * @param {RecordingOptions} options
 * @returns {Promise<RecordedFrames>}
 */
export async function recordScenes({ lesson, scenes }, data, options) {
  const own = data.lessons[lesson];
  if (!own) throw new Error(`there is no lesson ${lesson}`);
  const requests = new FrameRequests(new Transport({ ...data, ...own }).open());
  const asked = new AskedFrames(requests, scenes, options);
  const bases = [...new Set(scenes.flatMap((scene) => basesOf(scene, data)))];
  try {
    const frames = await record(bases, scenes, own, asked);
    options.onProgress(1);
    return frames;
  } finally {
    requests.close();
  }
}

/**
 * @param {readonly string[]} bases
 * @param {readonly Scene[]} scenes
 * @param {LessonData} lesson
 * @param {AskedFrames} asked
 * @returns {Promise<RecordedFrames>}
 */
async function record(bases, scenes, lesson, asked) {
  const controls = [...new Set(scenes.flatMap(controlsOf))].filter((name) => canBeRecorded(lesson.controls[name]));
  const recorded = new Set(controls);
  const shown = (/** @type {Frame} */ frame) => shownParts(frame, scenes, recorded);
  const states = await inTurn(bases, (query) => asked.frame(query));
  const wanted = states.flatMap((state) =>
    controls.map((name) => positionsOf(name, state.query, state, lesson)).filter((queries) => queries.length),
  );
  asked.expected = bases.length + wanted.flat().length;
  const groups = await inTurn(wanted, (queries) => inTurn(queries, (query) => asked.frame(query).then(shown)));
  return { lesson: lesson.lesson, bases, groups: [states.map(shown), ...groups] };
}

/** Asks for frames, reports the progress, and stops when a reader wants it. */
class AskedFrames {
  /** 0: not known yet */
  expected = 0;
  #requests;
  #scenes;
  #options;
  #count = 0;
  #unseen = "";

  /**
   * @param {FrameRequests} requests
   * @param {readonly Scene[]} scenes
   * @param {RecordingOptions} options
   */
  constructor(requests, scenes, options) {
    this.#requests = requests;
    this.#scenes = scenes;
    this.#options = options;
  }

  /** @param {string} query */
  async frame(query) {
    this.#options.signal.throwIfAborted();
    const frame = await this.#requests.frame(query, this.#unseen);
    this.#unseen = unseenParts(frame, this.#scenes);
    this.#count += 1;
    if (this.expected) this.#options.onProgress(this.#count / this.expected);
    return frame;
  }
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
 * Return the names of the parts that scenes do not show, as many as a message may name.
 *
 * @param {Frame} frame
 * @param {readonly Scene[]} scenes
 */
function unseenParts(frame, scenes) {
  const shown = new Set(figuresOf(frame, scenes));
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
export function toRecording({ lesson, bases, groups }) {
  const frames = groups.flat();
  return { lesson, bases, frames: frames.map((frame, index) => changesBetween(frames[index - 1] ?? null, frame)) };
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
