// Texts for the clipboard, whose own interface exists on secure pages only, and not in every frame.

import { element } from "./dom.js";

/**
 * Copy a text; return whether that worked.
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

/**
 * Copy a text that is still on its way: asked for within the handler of a click, because some browsers let only that
 * write the clipboard.
 *
 * @param {Promise<string>} text
 */
export async function copiedLater(text) {
  const blob = text.then((content) => new Blob([content], { type: "text/plain" }));
  blob.catch(() => undefined); // a text that does not come is reported below
  try {
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return true;
  } catch {
    return copied(await text);
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
