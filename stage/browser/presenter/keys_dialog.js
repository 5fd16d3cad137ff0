// The list of keys, a dialog that any key or press closes.

import { element } from "../dom.js";

/** @import { KeyAction, PresenterWords } from "../wire.d.ts" */

/** @type {readonly KeyAction[]} */
const ACTIONS = ["next", "previous", "play", "blank", "full_screen", "highlight", "help", "leave"];

export class KeysDialog {
  element;

  /** @param {PresenterWords} words */
  constructor({ keys, close_keys: close, key_names: names, key_meanings: meanings }) {
    const rows = ACTIONS.map((action) =>
      element(
        "div",
        {},
        element("dt", { textContent: names[action] }),
        element("dd", { textContent: meanings[action] }),
      ),
    );
    this.element = element("dialog", { className: "presenter-keys", "aria-label": keys, tabIndex: -1 });
    this.element.append(element("h2", { textContent: keys }), element("dl", {}, ...rows));
    this.element.append(element("p", { textContent: close }));
    this.element.onclick = () => this.close();
  }

  get isOpen() {
    return this.element.open;
  }

  open() {
    this.element.showModal();
  }

  close() {
    this.element.close();
  }
}
