// A figure as the last row reads it: no letters below the size that is enlarged enough, and none in a faint colour.

/** @import { FigureSpec } from "../wire.d.ts" */

/** Pixels on the page before it is enlarged: 24.5 at 1280 x 720. */
const MIN_LETTERS = 14;

/**
 * @param {FigureSpec} spec
 * @param {boolean} isDark
 * @returns {FigureSpec}
 */
export function adaptedFigure(spec, isDark) {
  const ink = isDark ? "#ffffff" : "#000000";
  return /** @type {FigureSpec} */ (adapted(spec, ink, ""));
}

/**
 * @param {unknown} part
 * @param {string} ink
 * @param {string} key
 * @returns {unknown}
 */
function adapted(part, ink, key) {
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return part;
  if (Array.isArray(part))
    return part.some((item) => typeof item === "object") ? part.map((item) => adapted(item, ink, key)) : part;
  if (key.toLowerCase().endsWith("font")) return adaptedFont(part, ink);
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, adapted(value, ink, name)]));
}

/**
 * @param {{ size?: number, color?: unknown }} font
 * @param {string} ink
 */
function adaptedFont(font, ink) {
  const { size } = font;
  return { ...font, ...(size === undefined ? {} : { size: Math.max(size, MIN_LETTERS) }), color: ink };
}
