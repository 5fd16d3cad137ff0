// A lecture written as the text of its file: TOML that a person can read and change, in the order of docs/lecturing.md.

/** @import { DraftQuestion, DraftScene, DraftText, LectureDraft } from "../wire.d.ts" */

/**
 * Return the text of a lecture's file.
 *
 * @param {LectureDraft} draft
 */
export function toToml({ title, about, minutes, scenes }) {
  const head = [textLines("title", title, true), textLines("about", about), minutes ? [`minutes = ${minutes}`] : []];
  return [...head.flat(), ...scenes.flatMap(sceneLines), ""].join("\n");
}

/** @param {DraftScene} scene */
function sceneLines({ lesson, state, figures, controls, play, caption, notes, question }) {
  return [
    "",
    "[[scene]]",
    `lesson = ${quoted(lesson)}`,
    ...(state ? [`state = ${quoted(state)}`] : []),
    ...(figures.length ? [`figures = ${list(figures)}`] : []),
    ...(controls.length ? [`controls = ${list(controls)}`] : []),
    ...(play ? [`play = ${quoted(play)}`] : []),
    ...textLines("caption", caption),
    ...textLines("notes", notes),
    ...(question ? questionLines(question) : []),
  ];
}

/** @param {DraftQuestion} question */
function questionLines({ text, sketch, answer, reveal }) {
  return [
    "",
    "[scene.question]",
    ...textLines("text", text),
    ...(sketch ? [`sketch = ${quoted(sketch)}`] : []),
    ...(answer ? [`answer = ${quoted(answer)}`] : []),
    ...textLines("reveal", reveal),
  ];
}

/**
 * @param {string} key
 * @param {DraftText} text
 * @param {boolean} [isRequired] whether it is written where it says nothing
 */
function textLines(key, text, isRequired = false) {
  const languages = Object.keys(text);
  if (!languages.length) return isRequired ? [`${key} = ""`] : [];
  return languages.map((language) => `${key}${language ? `.${language}` : ""} = ${quotedText(text[language] ?? "")}`);
}

/** @param {readonly string[]} texts */
function list(texts) {
  return `[${texts.map(quoted).join(", ")}]`;
}

/** A text of several lines stands between three quotation marks. @param {string} text */
function quotedText(text) {
  const lines = text.split("\n").map(escaped);
  return lines.length > 1 ? `"""\n${lines.join("\n")}"""` : `"${lines.join("")}"`;
}

/** @param {string} text */
function quoted(text) {
  return `"${escaped(text)}"`;
}

/** @param {string} text */
function escaped(text) {
  return text
    .toWellFormed()
    .replace(/["\\]/g, "\\$&")
    .replace(/[\p{Cc}\u2028\u2029]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
