// How large the file of a lecture may be.

/** Bytes of a file: what a mail carries. */
export const MAX_BYTES = 8_000_000;

/** What a lecture has too many scenes for. */
export class TooLargeError extends Error {}
