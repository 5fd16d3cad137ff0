// Chinese quotation marks, dashes and ellipses are as wide as a character, and share their codes with the narrow ones of
// Latin scripts: on a Chinese page they come from the reader's Chinese font, where everything Latin has the page's.

const FAMILY = "Source Sans"; // of the page
const RANGE = "U+2014, U+2018-2019, U+201C-201D, U+2026";
const MARK = /[\u2014\u2018\u2019\u201c\u201d\u2026]/;
const NAMES = ["Microsoft YaHei", "PingFang SC Regular", "PingFangSC-Regular", "NotoSansCJKsc-Regular"];
const WEIGHT = "100 900"; // as the page's own font says: with another, the browser would take all characters from here

let isUsed = false;

/** Use the marks of a Chinese font where the page is Chinese; called again, it does nothing. */
export function useChinesePunctuation() {
  if (isUsed || !isChinese()) return;
  isUsed = true;
  const source = NAMES.map((name) => `local("${name}")`).join(", ");
  document.fonts.add(new FontFace(FAMILY, source, { weight: WEIGHT, unicodeRange: RANGE }));
}

/**
 * Tell whether a character has another shape than in the page's Latin font.
 *
 * @param {string} character
 */
export function isChineseMark(character) {
  return isUsed && MARK.test(character);
}

function isChinese() {
  return document.documentElement.lang.startsWith("zh");
}
