// Loads the plotly.js of the installed Python package, once for the page.

import { element } from "../dom.js";

/** @import { PlotlyLibrary } from "./plotly.d.ts" */

/** @type {Promise<PlotlyLibrary> | null} */
let loading = null;

/**
 * Return the library; the promise is rejected where the script does not arrive, and the next call tries again.
 *
 * @param {string} address
 * @returns {Promise<PlotlyLibrary>}
 */
export function loadPlotly(address) {
  loading ??= load(address).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * @param {string} src
 * @returns {Promise<PlotlyLibrary>}
 */
function load(src) {
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
