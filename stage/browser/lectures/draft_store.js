// The reader's own lecture, kept in this browser. Other pages of the app, in other tabs too, add scenes to it.

import { EMPTY_DRAFT, draftFrom } from "./draft.js";

/** @import { LectureDraft } from "../wire.d.ts" */

const KEY = "softmax-lab-lecture";

/** Return the lecture that is kept, or an empty one. @returns {LectureDraft} */
export function keptDraft() {
  try {
    return draftFrom(JSON.parse(localStorage.getItem(KEY) ?? "null")) ?? EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

/**
 * Keep a lecture; return whether the browser does.
 *
 * @param {LectureDraft} draft
 */
export function keepDraft(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/**
 * Call a function when another tab changes the lecture; return what stops that.
 *
 * @param {() => void} onChange
 */
export function watchKeptDraft(onChange) {
  const listener = (/** @type {StorageEvent} */ { key }) => {
    if (key === KEY || key === null) onChange();
  };
  const onReturn = (/** @type {PageTransitionEvent} */ { persisted }) => {
    if (persisted) onChange(); // a page that the browser had put aside has heard nothing
  };
  window.addEventListener("storage", listener);
  window.addEventListener("pageshow", onReturn);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener("pageshow", onReturn);
  };
}
