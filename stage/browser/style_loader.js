// Loads the stylesheet, once for the page.

import { element } from "./dom.js";

/**
 * Load a stylesheet; the promise is kept when it is there, and also when it does not arrive.
 *
 * @param {string} href
 * @returns {Promise<void>}
 */
export function loadStyle(href) {
  /** @type {HTMLLinkElement | null} */
  const present = document.head.querySelector(`link[href="${href}"]`);
  if (present?.sheet) return Promise.resolve();
  return new Promise((resolve) => {
    const link = present ?? element("link", { rel: "stylesheet", href });
    link.addEventListener("load", () => resolve(), { once: true });
    link.addEventListener("error", () => resolve(link.remove()), { once: true });
    if (!present) document.head.append(link);
  });
}
