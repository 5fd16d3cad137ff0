// Answers the stages of a lecture that was saved as one file: each lesson's from the recording of the scene that it shows.

import { RecordedScenes } from "./recorded_scene.js";
import { RecordedSocket } from "./recorded_socket.js";
import { canBeRecorded } from "./positions.js";
import { element } from "../dom.js";
import { filter } from "../query.js";

/** @import { LessonData, Words } from "../wire.d.ts" */
/** @import { View } from "../view.js" */
/** @import { Recording } from "./recorded_scene.js" */

/** Where a recording is in the file, and the queries of the states that it begins with. */
/** @typedef {{ id: string, lesson: string, bases: readonly string[] }} RecordingEntry */

export class RecordedLecture {
  #entries;
  #lessons;
  #words;
  #read;
  /** @type {Map<string, Promise<RecordedScenes>>} by id */
  #opened = new Map();

  /**
   * @param {readonly RecordingEntry[]} entries
   * @param {Readonly<Record<string, LessonData>>} lessons
   * @param {Words} words
   * @param {(id: string) => Promise<Recording>} read
   */
  constructor(entries, lessons, words, read) {
    this.#entries = entries;
    this.#lessons = lessons;
    this.#words = words;
    this.#read = read;
  }

  /**
   * Open a socket for a stage.
   *
   * @param {string} lesson
   */
  open(lesson) {
    /** @type {RecordingEntry | undefined} */
    let shown;
    return new RecordedSocket(async (query) => {
      shown = this.#entryOf(lesson, query) ?? shown;
      return shown ? (await this.#scenes(shown)).nearest(query) : null;
    });
  }

  /**
   * Return the recording that begins with a state, or undefined: the state is one of the recording that is shown.
   *
   * @param {string} lesson
   * @param {string} query
   */
  #entryOf(lesson, query) {
    const specs = Object.values(this.#lessons[lesson]?.controls ?? {});
    const passing = new Set(specs.filter(({ kind }) => kind === "moving" || kind === "interpolation").map(nameOf));
    const state = filter(query, (parameter) => !passing.has(parameter));
    return this.#entries.find((entry) => entry.lesson === lesson && entry.bases.includes(state));
  }

  /** @param {RecordingEntry} entry @returns {Promise<RecordedScenes>} */
  #scenes({ id, lesson }) {
    const own = /** @type {LessonData} */ (this.#lessons[lesson]);
    const opened = this.#opened.get(id) ?? this.#read(id).then((recording) => new RecordedScenes(recording, own));
    this.#opened.set(id, opened);
    return opened;
  }

  /**
   * Make controls that are not recorded say so.
   *
   * @param {View} view
   */
  prepare({ panel, root }) {
    const { controls = {} } = this.#lessons[root.dataset.lesson ?? ""] ?? {};
    for (const name of panel.names) {
      const control = panel.control(name);
      if (!control || canBeRecorded(controls[name])) continue;
      for (const part of control.children) if (part instanceof HTMLElement) part.inert = true;
      control.append(element("p", { className: "recorded-note", textContent: this.#words.take.not_recorded }));
    }
  }
}

/** @param {{ parameter: string }} spec */
function nameOf({ parameter }) {
  return parameter;
}
