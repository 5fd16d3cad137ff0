// Loads the stylesheet and plotly.js, each once for the page.

import { element } from "./dom.js";

/** @import { PlotlyLibrary } from "./figures/plotly.d.ts" */

/** @type {Promise<PlotlyLibrary> | null} */
let plotly = null;

/**
 * Load plotly.js; the promise is rejected where the script does not arrive, and the next call tries again.
 *
 * @param {string} address
 * @returns {Promise<PlotlyLibrary>}
 */
export function loadPlotly(address) {
  plotly ??= loadScript(address).catch((error) => {
    plotly = null;
    throw error;
  });
  return plotly;
}

/**
 * @param {string} src
 * @returns {Promise<PlotlyLibrary>}
 */
function loadScript(src) {
  return new Promise((resolve, reject) => {
    if (window.Plotly) {
      resolve(window.Plotly);
      return;
    }
    const script = element("script", { src });
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error("plotly.js defines no library")));
    script.onerror = () => {
      script.remove();
      reject(new Error("plotly.js did not load"));
    };
    document.head.append(script);
  });
}

/**
 * Load a stylesheet; the promise is kept when it is there, and also when it does not arrive.
 *
 * @param {string} href
 * @returns {Promise<void>}
 */
export function loadStyle(href) {
  /** @type {HTMLLinkElement | null} */
  const present = document.head.querySelector(`link[rel=stylesheet][href="${href}"]`);
  if (present?.sheet) return Promise.resolve();
  return new Promise((resolve) => {
    const link = present ?? element("link", { rel: "stylesheet", href });
    link.addEventListener("load", () => resolve(), { once: true });
    link.addEventListener("error", () => resolve(link.remove()), { once: true });
    if (!present) document.head.append(link);
  });
}
