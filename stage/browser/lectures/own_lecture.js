// The reader's own lecture as the page shows it: the one that this browser keeps, or one that came with a link. What is
// deleted or replaced can be had back.

import { EMPTY_DRAFT } from "./draft.js";
import { keepDraft, keptDraft, watchKeptDraft } from "./draft_store.js";

/** @import { LectureDraft } from "../wire.d.ts" */

/** It fires "change" when the lecture is another one than was last said here: its parts are to be shown anew. */
export class OwnLecture extends EventTarget {
  draft = keptDraft();
  /** Whether the browser keeps it. */
  isKept = true;
  /** Whether it came with a link and is not kept yet. */
  isFromLink = false;
  /** What was undone could be said with; null: nothing can be undone. @type {{ draft: LectureDraft, sentence: string } | null} */
  undoable = null;
  #stopWatching = watchKeptDraft(() => {
    if (!this.isFromLink) this.#show(keptDraft());
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
    this.undoable = sentence ? { draft: this.draft, sentence } : null;
    this.edit(draft);
    this.#changed();
  }

  undo() {
    if (this.undoable) this.change(this.undoable.draft);
  }

  /** Show a lecture that came with a link. @param {LectureDraft} draft */
  showFromLink(draft) {
    this.isFromLink = true;
    this.#show(draft);
  }

  /**
   * Keep the lecture of a link in place of the one that was kept.
   *
   * @param {(title: LectureDraft) => string} sentence about the one that is replaced
   */
  keep(sentence) {
    const before = keptDraft();
    this.isFromLink = false;
    this.edit(this.draft);
    this.undoable = before.scenes.length ? { draft: before, sentence: sentence(before) } : null;
    this.#changed();
  }

  /** Show the lecture that is kept again. */
  discard() {
    this.isFromLink = false;
    this.#show(keptDraft());
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
