// The list of keys, a dialog that any key or press closes.

import { element } from "../dom.js";

/** @import { KeyAction, PresenterWords } from "../wire.d.ts" */

/** @type {readonly KeyAction[]} */
const ACTIONS = ["next", "previous", "play", "blank", "full_screen", "highlight", "qr_code", "help", "leave"];

export class KeysDialog {
  element;

  /**
   * @param {PresenterWords} words
   * @param {readonly (readonly [key: string, meaning: string])[]} others that are not the presentation's own
   */
  constructor({ keys, close_keys: close, key_names: names, key_meanings: meanings }, others) {
    const own = ACTIONS.map((action) => /** @type {const} */ ([names[action], meanings[action]]));
    const rows = [...own, ...others].map(([key, meaning]) =>
      element("div", {}, element("dt", { textContent: key }), element("dd", { textContent: meaning })),
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
