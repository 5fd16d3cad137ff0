// What sources print of a state.

import type { Sentence } from "./wire_words.d.ts";

/** What one source prints of the state that is shown. */
export interface PrintedListSpec {
  readonly title: string;
  readonly source: string;
  /** of the source, or "" */
  readonly url: string;
  readonly summary: string;
  readonly rows: readonly PrintedNumbersSpec[];
  readonly note: string;
}

/** The printed numbers of one quantity; the lists have the same length, or `places` is empty. */
export interface PrintedNumbersSpec {
  readonly label: string;
  readonly printed: readonly string[];
  readonly verdicts: readonly PrintedVerdict[];
  /** of each that differs, what is computed; else "" */
  readonly found: readonly string[];
  readonly places: readonly string[];
}

export type PrintedVerdict = "holds" | "wrong" | "later";

/** The words around them. */
export interface TextbookWords {
  readonly menu: string;
  readonly heading: string;
  readonly source: string;
  readonly show: string;
  readonly computed: Sentence<"number">;
  readonly verdicts: Readonly<Record<PrintedVerdict, string>>;
}
