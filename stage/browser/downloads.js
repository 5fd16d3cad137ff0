// The buttons that download files made from the present state.

import { element } from "./dom.js";
import { makeDownloadButton } from "./download_button.js";

/** @import { MountData } from "./wire.d.ts" */

/**
 * Make the buttons, or nothing where the lesson offers no downloads.
 *
 * @param {MountData} data
 */
export function makeDownloads({ downloads, words }) {
  if (!downloads.length) return [];
  const list = element("div", { className: "stage-buttons" });
  list.append(...downloads.map(([name, text]) => makeDownloadButton(name, text, words)));
  const legend = element("legend", { textContent: words.downloads });
  return [element("fieldset", { className: "stage-control" }, legend, list)];
}
