// The reader's own lecture as the page shows it: the one that this browser keeps, or one that came with a link. What is
// deleted or replaced can be had back.

import { EMPTY_DRAFT } from "./draft.js";
import { keepDraft, keptDraft, watchKeptDraft } from "./draft_store.js";
import { hasLecture } from "./lecture_link.js";

/** @import { LectureDraft } from "../wire.d.ts" */
/**
 * @typedef Undoable
 * @property {LectureDraft} other the lecture before the change or, where that is undone, as it was then
 * @property {string} sentence what was deleted or replaced
 * @property {boolean} isUndone
 */

/** It fires "change" when the lecture is another one than was last said here: its parts are to be shown anew. */
export class OwnLecture extends EventTarget {
  draft = keptDraft();
  /** Whether the browser keeps it. */
  isKept = true;
  /** Whether it came with a link and is not kept yet. */
  isFromLink = false;
  /** Why the lecture of the link cannot be shown, or "". */
  problem = "";
  /** The last change that can be undone, or redone. @type {Undoable | null} */
  undoable = null;
  #stopWatching = watchKeptDraft(() => {
    if (this.isFromLink) return;
    this.draft = keptDraft();
    this.#changed();
  });

  /**
   * Take over a change that is on the page already, as a text that was typed.
   *
   * @param {LectureDraft} draft
   */
  edit(draft) {
    this.draft = draft;
    if (!this.isFromLink) this.isKept = keepDraft(draft);
  }

  /**
   * Change it so that its parts are to be shown anew.
   *
   * @param {LectureDraft} draft
   * @param {string} [sentence] what was deleted, where that can be undone
   */
  change(draft, sentence = "") {
    this.#put(this.draft, draft, sentence);
  }

  /**
   * @param {LectureDraft} before
   * @param {LectureDraft} after
   * @param {string} sentence
   */
  #put(before, after, sentence) {
    if (sentence) this.undoable = { other: before, sentence, isUndone: false };
    this.edit(after);
    this.#changed();
  }

  /** Undo the last change that can be, or redo it; nothing is lost that was changed since, here or in another tab. */
  undoOrRedo() {
    if (!this.undoable) return;
    const { other, sentence, isUndone } = this.undoable;
    this.undoable = { other: this.draft, sentence, isUndone: !isUndone };
    this.edit(other);
    this.#changed();
  }

  /** Say why there is no lecture in a link. @param {string} sentence */
  setProblem(sentence) {
    this.problem = sentence;
    this.#changed();
  }

  /** Show a lecture that came with a link. @param {LectureDraft} draft */
  showFromLink(draft) {
    this.isFromLink = true;
    this.problem = "";
    this.#show(draft);
  }

  /**
   * Keep the lecture of a link in place of the one that was kept.
   *
   * @param {(title: LectureDraft) => string} sentence about the one that is replaced
   */
  keep(sentence) {
    this.replace(this.draft, sentence);
  }

  /**
   * Put a lecture in place of the one that is kept.
   *
   * @param {LectureDraft} draft
   * @param {(title: LectureDraft) => string} sentence about the one that is replaced
   */
  replace(draft, sentence) {
    const before = this.isFromLink ? keptDraft() : this.draft;
    this.#leaveLink();
    this.#put(before, draft, before.scenes.length ? sentence(before) : "");
  }

  /** Show the lecture that is kept again. */
  discard() {
    this.#leaveLink();
    this.#show(keptDraft());
  }

  /** A reload shows what is kept, not the link's lecture again. */
  #leaveLink() {
    this.isFromLink = false;
    if (hasLecture(location.hash)) history.replaceState(history.state, "", location.pathname + location.search);
  }

  /** Delete it. @param {string} sentence */
  delete(sentence) {
    this.change(EMPTY_DRAFT, sentence);
  }

  /** @param {LectureDraft} draft */
  #show(draft) {
    this.draft = draft;
    this.undoable = null;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  close() {
    this.#stopWatching();
  }
}
