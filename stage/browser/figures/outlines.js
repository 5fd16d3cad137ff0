// Turns the texts of a picture into outlines, so that it looks the same where the page's font is missing.
//
// The browser lays the texts out and tells where each character is, with kerning, exponents and alignment; glyphs.json has
// the shapes of the font's characters. A character of another script has none there: it stays text.

import { isChineseMark } from "../chinese_punctuation.js";
import { svgElement } from "../dom.js";

/**
 * @typedef {object} Glyphs
 * @property {number} unitsPerEm
 * @property {Readonly<Record<"400" | "600", Readonly<Record<string, string>>>>} weights the paths of characters
 */

const MIDDLE_WEIGHT = 500;
const CONTINUES = /^[\p{M}\p{Cf}]$/u; // what belongs to the character before it

/** @type {Promise<Glyphs> | null} */
let glyphs = null;

/** @returns {Promise<Glyphs>} */
function loadGlyphs() {
  glyphs ??= fetch(new URL("../glyphs.json", import.meta.url))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .catch((error) => {
      glyphs = null;
      throw error;
    });
  return glyphs;
}

/**
 * Replace the texts of a picture that is on the page by paths.
 *
 * @param {SVGSVGElement} picture
 */
export async function outlineTexts(picture) {
  const known = await loadGlyphs();
  await document.fonts.ready;
  const texts = [...picture.querySelectorAll("text")];
  for (const text of texts) text.style.fontVariantLigatures = "none"; // one character, one shape
  const outlines = texts.map((text) => outlineOf(text, known));
  for (const [index, text] of texts.entries()) text.replaceWith(outlines[index] ?? "");
}

/**
 * @param {SVGTextElement} text
 * @param {Glyphs} known
 */
function outlineOf(text, known) {
  const group = svgElement("g", { class: text.getAttribute("class") ?? "" });
  for (const name of ["transform", "opacity"]) {
    const value = text.getAttribute(name);
    if (value) group.setAttribute(name, value);
  }
  if (text.style.opacity) group.style.opacity = text.style.opacity;
  let position = 0;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { nodeValue, parentElement } = walker.currentNode;
    if (!nodeValue || !parentElement || position >= text.getNumberOfChars()) continue;
    group.append(...outlinePiece(text, position, nodeValue, { style: getComputedStyle(parentElement), known }));
    position += nodeValue.length;
  }
  return group;
}

/**
 * Return a piece of a text in one style as a path and, of the characters without an outline, texts.
 *
 * @param {SVGTextElement} text
 * @param {number} start where the piece starts in the text
 * @param {string} piece
 * @param {{ style: CSSStyleDeclaration, known: Glyphs }} font
 */
function outlinePiece(text, start, piece, { style, known }) {
  const shapes = known.weights[Number(style.fontWeight) < MIDDLE_WEIGHT ? "400" : "600"];
  const scale = parseFloat(style.fontSize) / known.unitsPerEm;
  const paint = { fill: style.fill, "fill-opacity": style.fillOpacity };
  const font = { "font-family": style.fontFamily, "font-size": style.fontSize, "font-weight": style.fontWeight };
  /** @type {{ x: number, y: number, text: string }[]} of characters without an outline */
  const runs = [];
  let path = "";
  let position = start;
  /** @type {boolean} whether the last character is in a run */
  let isInRun = false;
  for (const character of piece) {
    const shape = isChineseMark(character) ? undefined : shapes[character];
    /** @type {{ x: number, text: string } | undefined} */
    const run = isInRun ? runs.at(-1) : undefined;
    isInRun = shape === undefined || (run !== undefined && CONTINUES.test(character));
    if (!isInRun) path += placed(shape ?? "", text.getStartPositionOfChar(position), scale);
    else {
      const { x } = text.getExtentOfChar(position);
      if (run) {
        run.text += character;
        run.x = Math.min(run.x, x); // what is written from the right to the left starts with its last character
      } else runs.push({ x, y: text.getStartPositionOfChar(position).y, text: character });
    }
    position += character.length;
  }
  const texts = runs.map(({ x, y, text: content }) => svgElement("text", { x, y, ...paint, ...font }, content));
  return path ? [svgElement("path", { d: path, ...paint }), ...texts] : texts;
}

/**
 * Return a glyph's outline, which has its origin on the base line and grows upwards, at its place in the picture.
 *
 * @param {string} shape
 * @param {DOMPoint} origin
 * @param {number} scale
 */
function placed(shape, { x, y }, scale) {
  return shape.replace(
    /(-?\d+) (-?\d+)/g,
    (_, right, up) => `${rounded(x + right * scale)} ${rounded(y - up * scale)}`,
  );
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 100) / 100;
}
