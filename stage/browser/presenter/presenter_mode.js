// Presenter mode of the lesson that is open: the key P and `?present=1` open it, and the address follows.
//
// The presentation itself is loaded when it is first needed.

import { element } from "../dom.js";
import { requestLoad } from "../events.js";
import { filter, join } from "../query.js";

/** @import { MountData } from "../wire.d.ts" */
/** @import { View } from "../view.js" */
/** @import { Presentation } from "./presentation.js" */

const PARAMETER = "present=1";
/** A lecture presents its scenes itself. */
const LECTURES = "lectures";
const TYPED = "input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/** Whether the address asks for presenter mode. */
function isAsked() {
  return location.search.slice(1).split("&").includes(PARAMETER);
}

export class PresenterMode {
  #view;
  #data;
  /** @type {Presentation | null} */
  #presentation = null;
  #host = element("div", {});
  #example = 0; // that Page Down came to last; the first one is open
  #isWanted = false;
  #onKey = (/** @type {KeyboardEvent} */ event) => this.#open(event);
  #onNavigate = () => this.#set(isAsked());
  /** Resolves when the presentation is there that the address asks for, or at once. */
  opened = Promise.resolve();

  /**
   * @param {View} view
   * @param {MountData} data
   */
  constructor(view, data) {
    this.#view = view;
    this.#data = data;
    if (data.lesson === LECTURES) return;
    window.addEventListener("keydown", this.#onKey);
    window.addEventListener("popstate", this.#onNavigate);
    if (isAsked()) this.opened = this.#set(true);
  }

  /** @param {KeyboardEvent} event */
  #open({ key, target, altKey, ctrlKey, metaKey, defaultPrevented }) {
    if (key.toLowerCase() !== "p" || altKey || ctrlKey || metaKey || defaultPrevented || this.#isWanted) return;
    if (target instanceof Element && target.matches(TYPED)) return;
    if (document.querySelector(".presenter")) return; // something else is presented
    void this.#set(true).then(() => this.#writeAddress());
  }

  /** @param {boolean} isWanted */
  async #set(isWanted) {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (!isWanted) return this.#close();
    const loaded = await import("./presentation.js").catch(reportError);
    if (!loaded) {
      this.#isWanted = false;
      void this.#view.setLastingError(this.#data.words.presenter.missing);
      return;
    }
    const { Presentation } = loaded;
    await Promise.all([this.#view.styled, Presentation.loadStyle()]);
    if (!this.#isWanted || this.#presentation) return;
    document.body.append(this.#host);
    const { question: heading, words } = this.#data;
    this.#presentation = new Presentation(this.#host, this.#view, {
      scene: null,
      words,
      heading,
      onKey: (move) => this.#move(move),
    });
  }

  /** @param {"next" | "previous" | "leave"} move */
  #move(move) {
    if (move === "leave") {
      this.#set(false);
      this.#writeAddress();
      return;
    }
    const { presets } = this.#data;
    const wanted = this.#example + (move === "next" ? 1 : -1);
    this.#example = Math.min(Math.max(wanted, 0), presets.length - 1);
    const [, query = ""] = presets[this.#example] ?? [];
    requestLoad(this.#view.root, query);
  }

  #writeAddress() {
    const others = filter(location.search.slice(1), (name) => name !== "present");
    const search = join([others, this.#isWanted ? PARAMETER : ""]);
    history.replaceState(history.state, "", `${location.pathname}${search ? "?" : ""}${search}${location.hash}`);
  }

  #close() {
    this.#presentation?.close();
    this.#presentation = null;
    this.#host.remove();
  }

  close() {
    window.removeEventListener("keydown", this.#onKey);
    window.removeEventListener("popstate", this.#onNavigate);
    this.#isWanted = false;
    this.#close();
  }
}
