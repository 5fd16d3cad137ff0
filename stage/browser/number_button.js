// The button that saves the numbers of a table or a figure, which Python writes in full.

import { format } from "./dom.js";
import { makeDownloadButton } from "./download_button.js";

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
  const button = makeDownloadButton(name, FORMAT, words);
  button.ariaLabel = format(words.save_figure, { title, format: FORMAT });
  return button;
}
