// The button that saves the numbers of a table or a figure, which Python writes in full.

import { element, format, save } from "./dom.js";
import { notify, requestDownload } from "./events.js";

/** @import { Words } from "./wire.d.ts" */

const FORMAT = "CSV";

/**
 * Make the button.
 *
 * @param {string} name "tables.pipeline" or "figures.loss"
 * @param {string} title what the table or figure is called
 * @param {Words} words
 */
export function makeNumberButton(name, title, words) {
  const label = format(words.save_figure, { title, format: FORMAT });
  const button = element("button", { type: "button", textContent: FORMAT, "aria-label": label });
  button.onclick = async () => {
    button.disabled = true;
    try {
      const file = await requestDownload(button, name);
      if (file) save(file);
      else notify(button, words.no_download);
    } catch {
      notify(button, words.download_failed, true);
    }
    button.disabled = false;
  };
  return button;
}
