// The translated sentences of what a reader takes away.

import type { Sentence } from "./wire_words.d.ts";

export interface TakeWords {
  readonly qr_code: string;
  readonly qr_label: string;
  readonly qr_close: string;
  readonly qr_failed: string;
  readonly qr_too_long: Sentence<"length" | "max">;
}
