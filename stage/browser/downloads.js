// The buttons that download files made from the present state.

import { element, save } from "./dom.js";
import { notify, requestDownload } from "./events.js";

/** @import { MountData } from "./wire.d.ts" */

/**
 * Make the buttons, or nothing where the lesson offers no downloads.
 *
 * @param {MountData} data
 */
export function makeDownloads({ downloads, words }) {
  if (!downloads.length) return [];
  const list = element("div", { className: "stage-buttons" });
  for (const [name, textContent] of downloads) {
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
    list.append(button);
  }
  const legend = element("legend", { textContent: words.downloads });
  return [element("fieldset", { className: "stage-control" }, legend, list)];
}
