// A figure as the last row reads it: no letters below the size that is enlarged enough, none in a faint colour, and as large
// as its place is now (left alone, Plotly follows a new size a tenth of a second later).

import { clamp } from "../parse_numbers.js";

/** @import { FigureSpec } from "../wire.d.ts" */

/** Pixels on the page before it is enlarged: 24.5 at 1280 x 720. Larger ones have no room. */
const MIN_LETTERS = 14;
const MAX_LETTERS = 16;
const AXIS = /^[xy]axis\d*$/;

/**
 * @param {FigureSpec} spec
 * @param {boolean} isDark
 * @param {HTMLElement} plot
 * @returns {FigureSpec}
 */
export function adaptedFigure(spec, isDark, { clientWidth: width, clientHeight: height }) {
  const ink = isDark ? "#ffffff" : "#000000";
  const { data, layout } = /** @type {FigureSpec} */ (adapted(spec, ink));
  const sized = { ...layout, font: { size: MIN_LETTERS } };
  return { data, layout: width && height ? { ...sized, width, height } : sized };
}

/**
 * @param {unknown} part
 * @param {string} ink
 * @param {string} [key]
 * @returns {unknown}
 */
function adapted(part, ink, key = "") {
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return part;
  if (key === "ticktext" && Array.isArray(part)) return part.map((text) => withoutRaised(String(text)));
  if (Array.isArray(part)) return typeof part[0] === "object" ? part.map((item) => adapted(item, ink)) : part;
  if (key.toLowerCase().endsWith("font")) return adaptedFont(part, ink);
  const entries = Object.entries(part).map(([name, value]) => [name, adapted(value, ink, name)]);
  const changed = Object.fromEntries(entries);
  return AXIS.test(key) ? withAxisTitle(changed, ink) : changed;
}

/**
 * Return a tick's text with its exponent on the line, as large as the rest: "1e−7", as readings write it, and "e^50".
 *
 * @param {string} text
 */
function withoutRaised(text) {
  return text.replace(/^10<sup>(.*)<\/sup>$/, "1e$1").replace(/<sup>(.*)<\/sup>/, "^$1");
}

/**
 * @param {{ size?: number, color?: unknown }} font
 * @param {string} ink
 */
function adaptedFont(font, ink) {
  const { size } = font;
  return { ...font, ...(size === undefined ? {} : { size: clamp(size, [MIN_LETTERS, MAX_LETTERS]) }), color: ink };
}

/**
 * Plotly writes the titles of axes larger than their ticks, for which there is no room.
 *
 * @param {{ title?: { font?: object } }} axis
 * @param {string} ink
 */
function withAxisTitle(axis, ink) {
  if (!axis.title) return axis;
  return {
    ...axis,
    title: { ...axis.title, standoff: 2, font: { ...axis.title.font, size: MIN_LETTERS, color: ink } },
  };
}
