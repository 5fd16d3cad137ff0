// The button that copies the link to what the page shows.

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

/**
 * Copy a text; return whether that worked. The clipboard's own interface exists on secure pages only, and not in every
 * frame.
 *
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedFromTextBox(text);
  }
}

/** @param {string} text */
function copiedFromTextBox(text) {
  const focused = document.activeElement;
  const box = element("textarea", { value: text, readOnly: true, className: "stage-visually-hidden" });
  (focused?.parentElement ?? document.body).append(box); // inside of a dialog, where there is one
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
