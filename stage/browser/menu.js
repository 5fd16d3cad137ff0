// A menu: buttons below a title, which opens it. It closes when the reader goes on elsewhere, and with Escape.

import { element } from "./dom.js";

/**
 * Make a menu.
 *
 * @param {string} textContent its title
 * @param {readonly HTMLElement[]} items
 */
export function makeMenu(textContent, items) {
  const summary = element("summary", { textContent });
  const menu = element("details", { className: "stage-button-menu" }, summary, element("ul", {}));
  addItems(menu, items);
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Element) || menu.contains(relatedTarget)) return;
    if (!relatedTarget.closest("dialog")) menu.open = false; // a dialog gives the focus back
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    closeMenu(menu);
  });
  return menu;
}

/**
 * Add items to the end of a menu.
 *
 * @param {HTMLDetailsElement} menu
 * @param {readonly HTMLElement[]} items
 */
export function addItems(menu, items) {
  menu.querySelector("ul")?.append(...items.map((item) => element("li", {}, item)));
}

/** @param {HTMLDetailsElement} menu */
export function closeMenu(menu) {
  menu.open = false;
  menu.querySelector("summary")?.focus();
}
