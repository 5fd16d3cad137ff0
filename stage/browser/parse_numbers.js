// Parsing of numbers that readers type or paste, with a decimal point or a decimal comma.
//
// A comma separates numbers, or it is a decimal comma; where a text can be read in both ways, it is refused. What a Chinese
// keyboard types is read too: "３，１，－３" and "（3、1、-3）".

const MAX_LENGTH = 40;
const MAX_QUOTED = 40;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^([+-]?\d*),(\d+(e[+-]?\d+)?)$/i;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(,\d{3})+$/; // "1,000" is a thousand in English, and one in German
const BETWEEN_DIGITS = /(?<=\d),(?=\d)/g;
const COMMA_WITH_SPACE = /\s,|,\s/;
const FULL_WIDTH_SEPARATORS = /[，、；]/g; // never decimal commas
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const TO_HALF_WIDTH = 0xfee0;
const OTHER_SEPARATOR = /;|(?<![\s,;])\s+(?![\s,;])/;

/**
 * Return the number that a text says, or NaN.
 *
 * @param {string} text
 */
export function parseNumber(text) {
  const plain = inAscii(text.trim());
  if (plain.length > MAX_LENGTH || THOUSANDS.test(plain)) return Number.NaN;
  const pointed = plain.replace(DECIMAL_COMMA, "$1.$2");
  return NUMBER.test(pointed) ? Number(pointed) : Number.NaN;
}

/**
 * Return the numbers of a list in any notation, "[1, 2]", "1,5; 2,5" or "z = np.array([1. 2.])" too, or null.
 *
 * @param {string} text
 */
export function parseNumbers(text) {
  const list = bareList(text);
  const role = roleOfCommas(list);
  if (role === "either") return null;
  const parts = list.split(role === "decimals" ? /[;\s]+/ : /[,;\s]+/).filter(Boolean);
  const numbers = parts.map(parseNumber);
  return numbers.length && numbers.every(Number.isFinite) ? numbers : null;
}

/**
 * Tell whether a text can be read in two ways, as a number or as several.
 *
 * @param {string} text
 */
export function isAmbiguous(text) {
  return THOUSANDS.test(inAscii(text.trim())) || roleOfCommas(bareList(text)) === "either";
}

/**
 * Return a list without its name, its brackets and what is called with it.
 *
 * @param {string} text
 */
function bareList(text) {
  const list = inAscii(text)
    .replace(/^[^=]*=/, "")
    .replace(/[a-z_][\w.]*\(/gi, "(");
  return list.replace(/[()[\]{}]/g, " ").trim();
}

/**
 * Return what the commas of a list are.
 *
 * @param {string} list
 * @returns {"separators" | "decimals" | "either"}
 */
function roleOfCommas(list) {
  const commas = list.split(",").length - 1;
  const betweenDigits = list.match(BETWEEN_DIGITS)?.length ?? 0;
  const isSeparatedOtherwise = OTHER_SEPARATOR.test(list);
  if (!betweenDigits) return "separators";
  if (list.includes(".")) return isSeparatedOtherwise ? "either" : "separators";
  if (COMMA_WITH_SPACE.test(list)) return "either"; // "1,5, 2,5"
  if (!isSeparatedOtherwise) return "separators";
  return betweenDigits === commas ? "decimals" : "either";
}

/**
 * Return a text with a hyphen as minus, and with what is twice as wide in Chinese type as on other keyboards.
 *
 * @param {string} text
 */
function inAscii(text) {
  const separated = text.replace(/[−–]/g, "-").replace(FULL_WIDTH_SEPARATORS, ";");
  return separated.replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - TO_HALF_WIDTH));
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
