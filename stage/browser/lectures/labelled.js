// A field with its label above it.

import { element } from "../dom.js";

/**
 * @param {string} text
 * @param {HTMLElement} field
 */
export function labelled(text, field) {
  return element("label", { className: "scene-field" }, element("span", { textContent: text }), field);
}
