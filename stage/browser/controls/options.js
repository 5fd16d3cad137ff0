// Check boxes and radio buttons with their texts, shared by the choice controls.

import { element } from "../dom.js";

/**
 * Make a group of options with a title.
 *
 * @param {string} title
 * @param {HTMLElement} list
 */
export function optionGroup(title, list) {
  return element("fieldset", {}, element("legend", { textContent: title }), list);
}

/**
 * Tick a radio button or a checkbox, or not.
 *
 * @param {HTMLInputElement} input
 * @param {boolean} isChecked
 */
export function setChecked(input, isChecked) {
  input.checked = isChecked;
  input.parentElement?.classList.toggle("checked", isChecked);
}
