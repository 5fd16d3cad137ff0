// The editor of the reader's own lecture: its title, its scenes, and how it is kept, saved, opened and sent.

import { element, format, save, setText } from "../dom.js";
import { announce, notify } from "../events.js";
import { copied } from "../clipboard.js";
import { MAX_BYTES, MAX_TEXT, contentOf, textIn, withChanges, withMoved, withText, withoutScene } from "./draft.js";
import { MAX_LINK, fragmentOf } from "./lecture_link.js";
import { makeSaveLecture } from "../recorded/save_button.js";
import { SceneItem } from "./scene_item.js";
import { toToml } from "./toml.js";

/** @import { Control } from "../controls/control.js" */
/** @import { LectureDraft, MountData } from "../wire.d.ts" */
/** @import { OwnLecture } from "./own_lecture.js" */

const CONFIRMATION = 2000; // milliseconds

export class Editor {
  element = element("section", { className: "lecture-editor" });
  #data;
  #words;
  #own;
  #onStart;
  #title = element("input", { type: "text", maxLength: MAX_TEXT });
  #status = element("p", { className: "lecture-status", role: "status" });
  #undo;
  #linkButtons;
  #buttons = element("div", { className: "lecture-buttons" });
  #scenes = element("ol", { className: "scene-list" });

  /**
   * @param {MountData} data
   * @param {OwnLecture} own
   * @param {(number: number) => void} onStart called with the number of the scene to start at
   */
  constructor(data, own, onStart) {
    const words = data.words.lecturing;
    this.#data = data;
    this.#words = words;
    this.#own = own;
    this.#onStart = onStart;
    this.#undo = makeButton("", () => own.undoOrRedo());
    this.#linkButtons = [
      makeButton(words.keep, () => own.keep((draft) => this.#replaced(draft))),
      makeButton(words.discard, () => own.discard()),
    ];
    this.#title.oninput = () =>
      own.edit({ ...own.draft, title: withText(own.draft.title, data.language, this.#title.value) });
    this.#assemble();
    own.addEventListener("change", () => this.#render());
    this.#render();
  }

  #assemble() {
    const words = this.#words;
    const start = makeButton(words.start, () => this.#onStart(1));
    start.classList.add("lecture-start");
    const link = makeButton(words.copy_link, () => this.#copyLink(link));
    const remove = makeButton(words.delete_lecture, () => this.#own.delete(words.deleted_lecture));
    this.#buttons.append(
      start,
      makeButton(words.save, () => this.#save()),
      makeSaveLecture(this.#data, () => contentOf(this.#own.draft, this.#data.language)),
      link,
      remove,
    );
    const title = element("label", { className: "lecture-title" }, words.lecture_title, this.#title);
    const status = element("div", { className: "lecture-buttons" }, this.#status, this.#undo, ...this.#linkButtons);
    this.element.append(element("h2", { textContent: words.own }), title, status, this.#buttons, this.#scenes);
  }

  /** Take the control that opens a file. @param {Control} upload */
  setUpload(upload) {
    this.#buttons.after(upload);
  }

  /** Put the lecture of a file in place of the present one. @param {LectureDraft} draft */
  replace(draft) {
    this.#own.replace(draft, (before) => this.#replaced(before));
  }

  /** @param {LectureDraft} draft */
  #replaced({ title }) {
    const { replaced_lecture: sentence, untitled } = this.#words;
    return format(sentence, { title: textIn(title, this.#data.language) || untitled });
  }

  #render() {
    const { draft, isFromLink, undoable } = this.#own;
    const hasScenes = draft.scenes.length > 0;
    this.#title.value = textIn(draft.title, this.#data.language);
    this.#showStatus();
    this.#undo.hidden = undoable === null;
    const { undo, redo } = this.#data.words;
    this.#undo.textContent = undoable?.isUndone ? redo : undo;
    for (const button of this.#linkButtons) button.hidden = !isFromLink;
    this.#buttons.hidden = !hasScenes;
    this.#title.closest("label")?.toggleAttribute("hidden", !hasScenes);
    this.#scenes.hidden = !hasScenes;
    this.#scenes.replaceChildren(...draft.scenes.map((_, index) => this.#item(index)));
  }

  #showStatus() {
    const { own_empty: empty, own_kept: kept, own_not_kept: notKept, own_from_link: fromLink, undone } = this.#words;
    const { draft, isKept, isFromLink, problem, undoable } = this.#own;
    const state = isFromLink ? fromLink : !isKept ? notKept : draft.scenes.length ? kept : empty;
    const change = undoable?.isUndone ? undone : undoable?.sentence;
    setText(this.#status, [problem, change, state].filter(Boolean).join(" "));
  }

  /** @param {number} index */
  #item(index) {
    const own = this.#own;
    return new SceneItem(this.#data, own.draft, index, {
      onEdit: (changes) => {
        own.edit(withChanges(own.draft, index, changes));
        this.#showStatus();
      },
      onMove: (to) => this.#move(index, to),
      onDelete: () =>
        own.change(withoutScene(own.draft, index), format(this.#words.deleted_scene, { number: index + 1 })),
      onStart: () => this.#onStart(index + 1),
    }).element;
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  #move(from, to) {
    const own = this.#own;
    if (to < 0 || to >= own.draft.scenes.length) return;
    own.change(withMoved(own.draft, from, to));
    announce(this.element, format(this.#words.moved, { from: from + 1, to: to + 1 }));
    /** @type {HTMLElement | null | undefined} */
    const grip = this.#scenes.children[to]?.querySelector(".scene-grip");
    grip?.focus();
  }

  #save() {
    const { draft } = this.#own;
    const text = toToml(draft);
    if (new TextEncoder().encode(text).length > MAX_BYTES) {
      notify(this.element, format(this.#words.too_large, { max: MAX_BYTES / 1000 }), true);
      return;
    }
    const name = textIn(draft.title, this.#data.language)
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "");
    save({ file_name: `${name || "lecture"}.toml`, media_type: "text/plain;charset=utf-8", text });
  }

  /** @param {HTMLButtonElement} button */
  async #copyLink(button) {
    const { link_too_long: tooLong, link_copied: done, copy_failed: failed, copy_link: label } = this.#words;
    const page = new URL(
      this.#data.addresses.neutral || (this.#data.addresses.lessons[this.#data.lesson] ?? ""),
      document.baseURI,
    );
    const link = `${page.origin}${page.pathname}${await fragmentOf(this.#own.draft)}`;
    if (link.length > MAX_LINK) notify(button, format(tooLong, { length: link.length, max: MAX_LINK }));
    else if (!(await copied(link))) notify(button, format(failed, { link }));
    else {
      button.textContent = done;
      announce(button, done);
      setTimeout(() => (button.textContent = label), CONFIRMATION);
    }
  }
}

/**
 * @param {string} textContent
 * @param {() => void} onclick
 */
function makeButton(textContent, onclick) {
  return element("button", { type: "button", textContent, onclick });
}
