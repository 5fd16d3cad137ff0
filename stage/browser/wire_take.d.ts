// The translated sentences of what a reader takes away.

import type { Sentence } from "./wire_words.d.ts";

export interface TakeWords {
  readonly qr_code: string;
  readonly qr_label: string;
  readonly qr_close: string;
  readonly qr_failed: string;
  readonly qr_too_long: Sentence<"length" | "max">;
  readonly file_save: string;
  readonly file_progress: string;
  readonly file_leave: string;
  readonly file_done: string;
  readonly file_failed: Sentence<"max">;
  readonly file_too_large: Sentence<"max">;
  readonly file_no_script: string;
  readonly file_about: string;
  readonly file_source: string;
  readonly not_recorded: string;
}
