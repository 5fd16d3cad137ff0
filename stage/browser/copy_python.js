// The button that copies a script which prints what the page shows; where nothing can be copied, it saves the script.

import { copiedLater } from "./clipboard.js";
import { element, save } from "./dom.js";
import { announce, notify, requestDownload } from "./events.js";

/** @import { DownloadFile, MountData } from "./wire.d.ts" */

const NAME = "python"; // of the download
const CONFIRMATION = 2000; // milliseconds in which the button says that the script was copied

/**
 * Make the button, or nothing where the lesson has no script.
 *
 * @param {Pick<MountData, "has_script" | "words">} data
 */
export function makeCopyPython({ has_script: hasScript, words: { copy: words } }) {
  if (!hasScript) return [];
  const button = element("button", { type: "button", className: "stage-copy-python", textContent: words.copy });
  let timer = 0;
  let canCopy = true;
  button.onclick = async () => {
    const file = requestDownload(button, NAME);
    try {
      const isCopied = canCopy && (await copiedLater(file.then(textOf)));
      if (isCopied) {
        clearTimeout(timer);
        button.textContent = words.copied;
        announce(button, words.copied);
        timer = setTimeout(() => (button.textContent = words.copy), CONFIRMATION);
      } else if (canCopy) {
        canCopy = false;
        button.textContent = words.save;
        notify(button, words.not_allowed);
      } else save(await file.then(present));
    } catch (cause) {
      if (cause instanceof NothingToCopy) notify(button, words.nothing);
      else notify(button, words.failed, true);
    }
  };
  return [button];
}

/** The lesson has no script of this state. */
class NothingToCopy extends Error {}

/** @param {DownloadFile | null} file */
function present(file) {
  if (!file) throw new NothingToCopy();
  return file;
}

/** @param {DownloadFile | null} file */
function textOf(file) {
  return present(file).text;
}
