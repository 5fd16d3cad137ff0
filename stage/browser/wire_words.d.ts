// The translated sentences that Python gives the stage.

import type { CopyWords } from "./wire_copy.d.ts";
import type { LecturingWords } from "./wire_lectures.d.ts";
import type { PresenterWords } from "./wire_presenter.d.ts";
import type { TextbookWords } from "./wire_printed.d.ts";
import type { TakeWords } from "./wire_take.d.ts";

/** A sentence with placeholders, "{name}", that `format` replaces; the type checker sees that none is forgotten. */
export type Sentence<Names extends string> = string & { readonly placeholders: Names };

/** The translated sentences of the stage. */
export interface Words {
  /** a section of its own */
  readonly copy: CopyWords;
  readonly presenter: PresenterWords;
  readonly take: TakeWords;
  readonly lecturing: LecturingWords;
  readonly textbooks: TextbookWords;
  readonly presets: string;
  readonly reset: string;
  readonly undo: string;
  readonly redo: string;
  readonly copy_link: string;
  readonly share: string;
  readonly link_copied: string;
  readonly copy_failed: Sentence<"link">;
  readonly disconnected: string;
  readonly python_loads: Sentence<"loaded" | "total">;
  readonly python_starts: string;
  readonly python_starts_again: string;
  readonly python_stopped: string;
  readonly python_computes: Sentence<"seconds">;
  readonly python_leave: string;
  readonly stand_in: string;
  readonly stand_in_slow: Sentence<"milliseconds">;
  readonly stand_in_accept: string;
  readonly stand_in_decline: string;
  readonly stand_in_mark: string;
  readonly plotly_missing: string;
  readonly not_a_number: Sentence<"text" | "label">;
  readonly ambiguous_number: Sentence<"text" | "label">;
  readonly ambiguous_numbers: Sentence<"text" | "label">;
  readonly not_numbers: Sentence<"text" | "min" | "max" | "label">;
  readonly out_of_range: Sentence<"label" | "min" | "max" | "used">;
  readonly exact_value: Sentence<"label">;
  readonly all_values: Sentence<"label">;
  readonly name_of: Sentence<"label">;
  readonly add_class: string;
  readonly remove_class: string;
  readonly play: Sentence<"label">;
  readonly pause: Sentence<"label">;
  readonly playback: string;
  readonly to_start: string;
  readonly step_back: string;
  readonly step_forward: string;
  readonly speed: string;
  readonly save_figure: Sentence<"title" | "format">;
  readonly readings: string;
  readonly controls: string;
  readonly scrolling_table: Sentence<"title">;
  readonly remarks: string;
  readonly notes: string;
  readonly links: string;
  readonly link_back: string;
  readonly cards: string;
  readonly cards_hint: string;
  readonly said: string;
  readonly found: string;
  readonly downloads: string;
  readonly no_download: string;
  readonly download_failed: string;
  readonly start_from_seed: string;
  readonly choose_between: Sentence<"label" | "min" | "max">;
  readonly pin: string;
  readonly unpin: string;
  readonly load_pinned: string;
  readonly open_file: string;
  readonly file_too_large: Sentence<"name" | "max">;
  readonly upload_failed: Sentence<"name">;
  readonly number_handle: Sentence<"label">;
  readonly probability_handle: Sentence<"label">;
  readonly divider_handle: Sentence<"label" | "other">;
  readonly marker_handle: Sentence<"label">;
  readonly line_handle: Sentence<"label" | "other">;
  readonly turn_handle: Sentence<"label" | "other">;
  readonly vector_handle: Sentence<"label">;
  readonly editable_figure: Sentence<"title">;
  readonly selected_point: Sentence<"number" | "count" | "x" | "y" | "label">;
  readonly edit_points: string;
  readonly remove_point: string;
  readonly remove_edits: string;
  readonly edit_count: Sentence<"count" | "max">;
  readonly too_many_edits: Sentence<"max">;
}
