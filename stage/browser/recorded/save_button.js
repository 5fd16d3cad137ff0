// The button that saves a lecture as one HTML file, with its progress and a way to leave it.

import { element, format, saveBlob, setText } from "../dom.js";
import { announce, notify } from "../events.js";
import { MAX_BYTES, TooLargeError } from "./too_large.js";

/** @import { LectureContent, MountData } from "../wire.d.ts" */

/**
 * Make the button.
 *
 * @param {MountData} data of the lectures' page
 * @param {() => LectureContent | null} present returns the lecture as it is now
 */
export function makeSaveLecture(data, present) {
  const { take } = data.words;
  const button = element("button", { type: "button", textContent: take.file_save });
  const leave = element("button", { type: "button", textContent: take.file_leave, hidden: true });
  const progress = element("progress", { max: 1, hidden: true, "aria-label": take.file_progress });
  const status = element("span", { className: "save-lecture-status" });
  button.onclick = async () => {
    const content = present();
    if (!content) return;
    const abort = new AbortController();
    leave.onclick = () => abort.abort();
    const show = (/** @type {boolean} */ isBusy) => {
      button.disabled = isBusy;
      leave.hidden = progress.hidden = !isBusy;
      progress.value = 0;
      setText(status, "");
    };
    show(true);
    announce(button, take.file_progress);
    try {
      const { saveLecture } = await import("./save_lecture.js");
      const file = await saveLecture(content, data, {
        signal: abort.signal,
        onProgress: (share) => {
          progress.value = share;
          setText(status, `${Math.round(100 * share)}%`);
        },
      });
      saveBlob(fileName(content.title), file);
      announce(button, take.file_done);
    } catch (error) {
      const sentence = error instanceof TooLargeError ? take.file_too_large : take.file_failed;
      if (!abort.signal.aborted) notify(button, format(sentence, { max: MAX_BYTES / 1e6 }), true);
    }
    show(false);
    button.focus();
  };
  return element("span", { className: "save-lecture" }, button, progress, status, leave);
}

/** @param {string} title */
function fileName(title) {
  return `${title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "lecture"}.html`;
}
