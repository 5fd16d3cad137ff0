// The translated sentences of presenter mode, and what a scene is.

import type { Sentence } from "./wire_words.d.ts";

/** The actions that keys have in presenter mode. */
export type KeyAction =
  "next" | "previous" | "play" | "blank" | "full_screen" | "highlight" | "qr_code" | "help" | "leave";

export interface PresenterWords {
  readonly label: string;
  readonly missing: string;
  readonly blank: string;
  readonly keys: string;
  readonly close_keys: string;
  readonly prediction: string;
  readonly no_sketch: string;
  readonly sketch_bars: string;
  readonly sketch_boundary: string;
  readonly sketch_curve: string;
  readonly sketch_bar: Sentence<"label">;
  readonly sketch_end: Sentence<"number">;
  readonly sketch_point: Sentence<"x">;
  readonly sketch_place: Sentence<"x" | "y">;
  readonly error_axis: Sentence<"difference">;
  readonly error_powers: Sentence<"difference">;
  readonly error_boundary: Sentence<"angle" | "distance">;
  readonly error_share: Sentence<"share">;
  readonly key_names: Readonly<Record<KeyAction, string>>;
  readonly key_meanings: Readonly<Record<KeyAction, string>>;
}

export type SketchKind = "bars" | "boundary" | "curve";

/** What is presented besides the state of a lesson. */
export interface PresentedScene {
  /** names of at most two figures; none: the lesson's first one */
  readonly figures: readonly string[];
  /** names of the controls in the strip */
  readonly controls: readonly string[];
  /** the control that Space plays, or "" */
  readonly play: string;
  readonly caption: string;
  readonly question: null | {
    readonly text: string;
    readonly sketch: "" | SketchKind;
    /** the query of the state that the answer shows; "": the scene's own */
    readonly answer: string;
    readonly reveal: string;
  };
}
