// The row of buttons above the controls: examples, published settings, reset, the link, and what else is taken away.

import { makeCopyLink } from "../copy_link.js";
import { makeCopyPython } from "../copy_python.js";
import { element } from "../dom.js";
import { requestLoad } from "../events.js";
import { closeMenu, makeMenu } from "../menu.js";
import { makeQrButton } from "../qr_code.js";

/** @import { MountData } from "../wire.d.ts" */

/**
 * Make the row.
 *
 * @param {MountData} data
 * @param {(query: string) => string} named returns the query of an example with the names that the reader gave
 */
export function makeButtonRow(data, named) {
  const { presets, words } = data;
  const row = element("div", { className: "stage-presets", role: "group", "aria-label": words.presets });
  for (const [label, query] of presets) {
    row.append(
      element("button", { type: "button", textContent: label, onclick: () => requestLoad(row, named(query)) }),
    );
  }
  const textbooks = makeTextbooks(data);
  const reset = element("button", { type: "button", className: "stage-reset", textContent: words.reset });
  reset.onclick = () => requestLoad(row, "");
  const share = makeMenu(words.share, [makeQrButton(words), ...makeCopyPython(data)]);
  if (data.textbooks.length) row.append(textbooks);
  row.append(reset, makeCopyLink(words), share);
  return { row, textbooks, share };
}

/**
 * Make the menu of published settings, which closes when one is chosen.
 *
 * @param {MountData} data
 */
function makeTextbooks({ textbooks, words }) {
  const items = textbooks.map(([textContent, query]) => {
    const button = element("button", { type: "button", textContent });
    button.onclick = () => {
      closeMenu(menu);
      requestLoad(menu, query);
    };
    return button;
  });
  const menu = makeMenu(words.textbooks.menu, items);
  return menu;
}
