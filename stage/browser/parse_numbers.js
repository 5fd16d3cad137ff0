// Parsing of numbers that readers type or paste.

const MAX_LENGTH = 40;
const MAX_QUOTED = 40;

/**
 * Return the number that a text says, or NaN.
 *
 * @param {string} text
 */
export function parseNumber(text) {
  const plain = text.trim().replace(/[−–]/g, "-");
  return plain.length <= MAX_LENGTH && /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(plain)
    ? Number(plain)
    : Number.NaN;
}

/**
 * Return the numbers of a list in any notation, "[1, 2]" or "z = np.array([1. 2.])" too, or null.
 *
 * @param {string} text
 */
export function parseNumbers(text) {
  const bare = text.replace(/^[^=]*=/, "").replace(/[a-z_][\w.]*\(/gi, "(");
  const parts = bare.split(/[,;\s()[\]{}]+/).filter(Boolean);
  const numbers = parts.map(parseNumber);
  return numbers.length && numbers.every(Number.isFinite) ? numbers : null;
}

/**
 * Return a number brought into a range.
 *
 * @param {number} value
 * @param {readonly [low: number, high: number]} range
 */
export function clamp(value, [low, high]) {
  return Math.min(high, Math.max(low, value));
}

/**
 * Return a text short enough to be quoted in a sentence.
 *
 * @param {string} text
 */
export function shortened(text) {
  return text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED - 1)}…` : text;
}
