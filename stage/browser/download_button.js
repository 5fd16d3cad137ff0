// A button that saves a file which Python makes of the present state.

import { element, save } from "./dom.js";
import { notify, requestDownload } from "./events.js";

/** @import { Words } from "./wire.d.ts" */

/**
 * Make the button.
 *
 * @param {string} name of the download
 * @param {string} textContent
 * @param {Words} words
 */
export function makeDownloadButton(name, textContent, words) {
  const button = element("button", { type: "button", textContent });
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
