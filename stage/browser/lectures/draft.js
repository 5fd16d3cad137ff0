// A reader's own lecture as plain data, and what can be done with it; every function returns a new one.

/** @import { DraftQuestion, DraftScene, DraftText, LectureContent, LectureDraft, Scene } from "../wire.d.ts" */

export const MAX_SCENES = 100;
/** Bytes of the file of a lecture. */
export const MAX_BYTES = 64_000;
/** Characters of a text that the hall reads. */
export const MAX_TEXT = 300;
export const MAX_CONTROLS = 4;
const SKETCHES = /** @type {const} */ (["bars", "boundary", "curve"]);

/** @type {LectureDraft} */
export const EMPTY_DRAFT = { title: {}, about: {}, minutes: 0, scenes: [] };
/** @type {DraftQuestion} */
export const EMPTY_QUESTION = { text: {}, sketch: "", answer: "", reveal: {} };

/**
 * Return a text in a language, or else the one for all languages, or else in another.
 *
 * @param {DraftText} text
 * @param {string} language
 */
export function textIn(text, language) {
  return text[language] || text[""] || Object.values(text).find(Boolean) || "";
}

/**
 * Return a text that says something else in a language; one that has no languages is the same in all.
 *
 * @param {DraftText} text
 * @param {string} language
 * @param {string} value
 * @returns {DraftText}
 */
export function withText(text, language, value) {
  const hasLanguages = Object.keys(text).some(Boolean);
  return hasLanguages ? { ...text, [language]: value } : { "": value };
}

/**
 * Return a lecture as the player shows it.
 *
 * @param {LectureDraft} draft
 * @param {string} language
 * @returns {LectureContent}
 */
export function contentOf({ title, scenes }, language) {
  return { name: "", title: textIn(title, language), scenes: scenes.map((scene) => sceneOf(scene, language)) };
}

/**
 * @param {DraftScene} scene
 * @param {string} language
 * @returns {Scene}
 */
function sceneOf({ caption, notes, question, ...rest }, language) {
  return {
    ...rest,
    caption: textIn(caption, language),
    notes: textIn(notes, language),
    question: question && {
      text: textIn(question.text, language),
      sketch: SKETCHES.find((kind) => kind === question.sketch) ?? "",
      answer: question.answer,
      reveal: textIn(question.reveal, language),
    },
  };
}

/**
 * Return a scene without any words.
 *
 * @param {string} lesson
 * @param {string} state
 * @param {readonly string[]} figures
 * @returns {DraftScene}
 */
export function newScene(lesson, state, figures) {
  return { lesson, state, figures, controls: [], play: "", caption: {}, notes: {}, question: null };
}

/**
 * @param {LectureDraft} draft
 * @param {DraftScene} scene
 * @param {number} [index] by default the end
 * @returns {LectureDraft}
 */
export function withScene(draft, scene, index = draft.scenes.length) {
  return { ...draft, scenes: draft.scenes.toSpliced(index, 0, scene) };
}

/**
 * @param {LectureDraft} draft
 * @param {number} index
 * @returns {LectureDraft}
 */
export function withoutScene(draft, index) {
  return { ...draft, scenes: draft.scenes.toSpliced(index, 1) };
}

/**
 * @param {LectureDraft} draft
 * @param {number} index
 * @param {Partial<DraftScene>} changes
 * @returns {LectureDraft}
 */
export function withChanges(draft, index, changes) {
  return { ...draft, scenes: draft.scenes.map((scene, place) => (place === index ? { ...scene, ...changes } : scene)) };
}

/**
 * @param {LectureDraft} draft
 * @param {number} from
 * @param {number} to the place of the scene afterwards
 * @returns {LectureDraft}
 */
export function withMoved(draft, from, to) {
  const scene = draft.scenes[from];
  return scene ? withScene(withoutScene(draft, from), scene, to) : draft;
}

/**
 * Return a lecture that was kept or sent, or null where it is none: what a browser kept may be of another version.
 *
 * @param {unknown} value
 * @returns {LectureDraft | null}
 */
export function draftFrom(value) {
  if (!isRecord(value) || !Array.isArray(value["scenes"]) || value["scenes"].length > MAX_SCENES) return null;
  const scenes = value["scenes"].map(sceneFrom);
  if (scenes.some((scene) => scene === null)) return null;
  const minutes = Number(value["minutes"]);
  return {
    title: textFrom(value["title"]),
    about: textFrom(value["about"]),
    minutes: Number.isInteger(minutes) ? minutes : 0,
    scenes: scenes.filter((scene) => scene !== null),
  };
}

/**
 * @param {unknown} value
 * @returns {DraftScene | null}
 */
function sceneFrom(value) {
  if (!isRecord(value) || typeof value["lesson"] !== "string") return null;
  const { question } = value;
  return {
    lesson: value["lesson"],
    state: stringFrom(value["state"]),
    figures: stringsFrom(value["figures"]),
    controls: stringsFrom(value["controls"]),
    play: stringFrom(value["play"]),
    caption: textFrom(value["caption"]),
    notes: textFrom(value["notes"]),
    question: isRecord(question)
      ? {
          text: textFrom(question["text"]),
          sketch: stringFrom(question["sketch"]),
          answer: stringFrom(question["answer"]),
          reveal: textFrom(question["reveal"]),
        }
      : null,
  };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function stringFrom(value) {
  return typeof value === "string" ? value : "";
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function stringsFrom(value) {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/**
 * @param {unknown} value
 * @returns {DraftText}
 */
function textFrom(value) {
  if (!isRecord(value)) return {};
  const texts = Object.entries(value).map(([key, text]) => /** @type {const} */ ([key, stringFrom(text)]));
  const byLanguage = texts.filter(([key]) => /^[a-z]{2,3}$/.test(key));
  return Object.fromEntries(byLanguage.length ? byLanguage : texts.filter(([key]) => key === ""));
}
