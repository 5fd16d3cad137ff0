// Lectures: what Python sends of them, what the browser keeps of a reader's own, and the translated sentences about them.

import type { SketchKind } from "./wire_presenter.d.ts";
import type { Sentence } from "./wire_words.d.ts";

/** A lecture in the reader's language. */
export interface LectureContent {
  /** its code in links; "": a lecture of the reader's own */
  readonly name: string;
  readonly title: string;
  readonly scenes: readonly Scene[];
}

export interface Scene {
  readonly lesson: string;
  /** the query string; "": the lesson's first example */
  readonly state: string;
  /** names of at most two figures; none: the lesson's first one */
  readonly figures: readonly string[];
  /** names of the controls in the strip */
  readonly controls: readonly string[];
  /** the control that Space plays, or "" */
  readonly play: string;
  readonly caption: string;
  /** for the speaker */
  readonly notes: string;
  readonly question: Question | null;
}

export interface Question {
  readonly text: string;
  readonly sketch: "" | SketchKind;
  /** the query of the state that the answer shows; "": the scene's own */
  readonly answer: string;
  readonly reveal: string;
}

/** A lecture that comes with the app. */
export interface LectureSummary {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** 0: not said */
  readonly minutes: number;
  readonly scenes: number;
}

/** A text by the codes of languages; under "", one that is the same in every language. */
export type DraftText = Readonly<Record<string, string>>;

/** A lecture with its texts in all languages, as a reader edits it. */
export interface LectureDraft {
  readonly title: DraftText;
  readonly about: DraftText;
  readonly minutes: number;
  readonly scenes: readonly DraftScene[];
}

export interface DraftScene {
  readonly lesson: string;
  readonly state: string;
  readonly figures: readonly string[];
  readonly controls: readonly string[];
  readonly play: string;
  readonly caption: DraftText;
  readonly notes: DraftText;
  readonly question: DraftQuestion | null;
}

export interface DraftQuestion {
  readonly text: DraftText;
  readonly sketch: string;
  readonly answer: string;
  readonly reveal: DraftText;
}

/** What the second window shows of the scene that the first one shows. */
export interface SpeakerReport {
  readonly title: string;
  /** from 1; one more than `count`: the end */
  readonly number: number;
  readonly count: number;
  readonly caption: string;
  readonly notes: string;
  readonly question: string;
  readonly answer: string;
  readonly isRevealed: boolean;
  /** the scene that follows */
  readonly next: Scene | null;
  /** its caption; "": none follows */
  readonly nextCaption: string;
  /** when the lecture was started, in milliseconds of the clock */
  readonly startedAt: number;
}

/** The translated sentences about lectures. */
export interface LecturingWords {
  readonly shipped: string;
  readonly scenes: Sentence<"count">;
  readonly minutes: Sentence<"count">;
  readonly start: string;
  readonly start_named: Sentence<"title">;
  readonly show_scenes: string;
  readonly show_scenes_of: Sentence<"title">;
  readonly scenes_of: Sentence<"title">;
  readonly own: string;
  readonly own_empty: string;
  readonly own_kept: string;
  readonly own_not_kept: string;
  readonly own_from_link: string;
  readonly keep: string;
  readonly discard: string;
  readonly untitled: string;
  readonly lecture_title: string;
  readonly save: string;
  readonly copy_link: string;
  readonly link_copied: string;
  readonly link_too_long: Sentence<"length" | "max">;
  readonly link_broken: string;
  readonly copy_failed: Sentence<"link">;
  readonly too_large: Sentence<"max">;
  readonly delete_lecture: string;
  readonly deleted_lecture: string;
  readonly replaced_lecture: Sentence<"title">;
  readonly deleted_scene: Sentence<"number">;
  readonly undone: string;
  readonly add: string;
  readonly added: Sentence<"number">;
  readonly add_full: Sentence<"max">;
  readonly add_not_kept: string;
  readonly to_own: Sentence<"count">;
  readonly scene_number: Sentence<"number">;
  readonly scene_of_lesson: Sentence<"number" | "lesson">;
  readonly move_scene: Sentence<"number">;
  readonly move_up: Sentence<"number">;
  readonly move_down: Sentence<"number">;
  readonly moved: Sentence<"from" | "to">;
  readonly delete_scene: Sentence<"number">;
  readonly start_here: Sentence<"number">;
  readonly open_state: string;
  readonly caption: string;
  readonly more: string;
  readonly notes: string;
  readonly question: string;
  readonly sketch: string;
  readonly no_sketch: string;
  readonly sketch_kinds: Readonly<Record<SketchKind, string>>;
  readonly answer: string;
  readonly answer_hint: string;
  readonly answer_other_lesson: Sentence<"lesson">;
  readonly reveal: string;
  readonly controls: string;
  readonly play: string;
  readonly play_none: string;
  readonly next: string;
  readonly previous: string;
  readonly leave: string;
  readonly navigation: string;
  readonly position: Sentence<"number" | "count">;
  readonly end: string;
  readonly back: string;
  readonly speaker: string;
  readonly speaker_blocked: string;
  readonly speaker_waits: string;
  readonly speaker_gone: string;
  readonly now: string;
  readonly then: string;
  readonly then_end: string;
  readonly no_notes: string;
  readonly answer_is: Sentence<"answer">;
  readonly elapsed: string;
  readonly clock: string;
}
