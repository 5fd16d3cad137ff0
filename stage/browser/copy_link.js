// The button that copies the link to what the page shows.

import { copied } from "./clipboard.js";
import { element, format } from "./dom.js";
import { announce, notify, requestLink } from "./events.js";

/** @import { Words } from "./wire.d.ts" */

const CONFIRMATION = 2000; // milliseconds in which the button says that the link was copied

/**
 * Make the button.
 *
 * @param {Words} words
 */
export function makeCopyLink(words) {
  const button = element("button", { type: "button", className: "stage-copy-link", textContent: words.copy_link });
  let timer = 0;
  button.onclick = async () => {
    const link = requestLink(button);
    if (!(await copied(link))) {
      notify(button, format(words.copy_failed, { link }));
      return;
    }
    clearTimeout(timer);
    button.textContent = words.link_copied;
    announce(button, words.link_copied);
    timer = setTimeout(() => (button.textContent = words.copy_link), CONFIRMATION);
  };
  return button;
}
