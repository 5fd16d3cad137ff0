// The translated sentences of the button that copies Python.

/** Those of the button that copies the page's numbers as Python. */
export interface CopyWords {
  readonly copy: string;
  readonly copied: string;
  readonly nothing: string;
  readonly failed: string;
  readonly not_allowed: string;
  readonly save: string;
}
