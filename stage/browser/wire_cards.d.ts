// The cards of a frame.

import type { LinkSpec } from "./wire.d.ts";

/** A claim with its verdict, of which only the marks are seen where it is not `shown`. */
export interface CardSpec {
  readonly id: string;
  readonly text: string;
  /** the row of the overview in which it stands */
  readonly row: string;
  readonly verdict: "wrong" | "part" | "holds";
  readonly verdict_label: string;
  readonly given: string;
  readonly comparisons: readonly ComparisonSpec[];
  readonly note: string;
  readonly link: LinkSpec | null;
  readonly shown: boolean;
}

/** Numbers that are said (none where nothing is), each above the one that is computed, and which of them differ. */
export interface ComparisonSpec {
  readonly label: string;
  readonly said: readonly string[];
  readonly found: readonly string[];
  readonly differing: readonly number[];
}
