// Saves a lecture as one HTML file: records its scenes, and writes everything that shows them.

import { loadText, packed, stageFiles, writeHtml } from "./html_file.js";
import { recordScenes, thinned, toRecording } from "./recorder.js";
import { groupsOf } from "./scene_groups.js";
import { MAX_BYTES, TooLargeError } from "./too_large.js";

/** @import { LectureContent, MountData } from "../wire.d.ts" */
/** @import { RecordedFrames } from "./recorder.js" */

/**
 * @typedef {object} SavingOptions
 * @property {AbortSignal} signal
 * @property {(share: number) => void} onProgress
 */

const ROOM = 50_000; // for what stands around the parts

/**
 * Save a lecture.
 *
 * @param {LectureContent} content
 * @param {MountData} data of the lectures' page, with that of all lessons
 * @param {SavingOptions} options
 */
export async function saveLecture(content, data, { signal, onProgress }) {
  const files = packed({ ...(await stageFiles()), "plotly.js": await loadText(data.addresses.plotly) });
  const groups = groupsOf(content.scenes, data);
  const parts = await groups.reduce(
    async (before, group, index) => {
      const done = await before;
      const onShare = (/** @type {number} */ share) => onProgress((index + share) / groups.length);
      return [...done, await packedFrames(await recordScenes(group, data, { signal, onProgress: onShare }))];
    },
    Promise.resolve(/** @type {PackedFrames[]} */ ([])),
  );
  const lecture = await packed(lectureOf(content, data, parts));
  const stage = await files;
  const fitting = await fitted(parts, MAX_BYTES - ROOM - stage.length - lecture.length);
  const recordings = Object.fromEntries(fitting.map(({ text }, index) => [idOf(index), text]));
  const about = { title: content.title, language: data.language, noScript: data.words.take.file_no_script };
  return writeHtml(about, { files: stage, lecture, ...recordings });
}

/** @typedef {{ frames: RecordedFrames, text: string }} PackedFrames */

/** @param {RecordedFrames} frames @returns {Promise<PackedFrames>} */
async function packedFrames(frames) {
  return { frames, text: await packed(toRecording(frames)) };
}

/**
 * Leave out positions of controls, of the largest recording first, until all fit.
 *
 * @param {readonly PackedFrames[]} parts
 * @param {number} room in characters
 * @returns {Promise<readonly PackedFrames[]>}
 */
async function fitted(parts, room) {
  const size = parts.reduce((sum, { text }) => sum + text.length, 0);
  if (size <= room) return parts;
  const bySize = parts.toSorted((first, second) => second.text.length - first.text.length);
  const largest = bySize.find(({ frames }) => thinned(frames) !== null);
  const fewer = largest && thinned(largest.frames);
  if (!fewer) throw new TooLargeError();
  const smaller = await packedFrames(fewer);
  return fitted(
    parts.map((part) => (part === largest ? smaller : part)),
    room,
  );
}

/** @param {number} index */
function idOf(index) {
  return `recording-${index + 1}`;
}

/**
 * Return what the file says about the lecture: of the lessons only those that it shows, with links to where it was saved.
 *
 * @param {LectureContent} content
 * @param {MountData} data
 * @param {readonly PackedFrames[]} parts
 */
function lectureOf(content, data, parts) {
  const shown = new Set(content.scenes.map(({ lesson }) => lesson));
  const lessons = Object.fromEntries(Object.entries(data.lessons).filter(([name]) => shown.has(name)));
  const pages = Object.entries(data.addresses.lessons).map(([name, address]) => [
    name,
    new URL(address, document.baseURI).href,
  ]);
  const addresses = { ...data.addresses, lessons: Object.fromEntries(pages) };
  const entries = parts.map(({ frames: { lesson, bases } }, index) => ({ id: idOf(index), lesson, bases }));
  const origin = `${location.origin}${location.pathname}${content.name && `?lecture=${content.name}`}`;
  return { content, data: { ...data, lessons, addresses, first_frames: {}, stand_in: "off" }, entries, origin };
}
