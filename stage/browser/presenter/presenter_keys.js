// The keys of presenter mode: those of a clicker go through scenes whatever has the focus, others keep what they do in a control.

/** @import { KeyAction } from "../wire.d.ts" */
/** @import { KeysDialog } from "./keys_dialog.js" */

/** @type {Readonly<Record<string, KeyAction>>} */
const ALWAYS = { PageDown: "next", PageUp: "previous", Escape: "leave" };
/** @type {Readonly<Record<string, KeyAction>>} where nothing is typed */
const LETTERS = { b: "blank", ".": "blank", f: "full_screen", "?": "help", p: "leave", l: "highlight", q: "qr_code" };
/** @type {Readonly<Record<string, KeyAction>>} where no control has the focus */
const ARROWS = { ArrowRight: "next", ArrowDown: "next", ArrowLeft: "previous", ArrowUp: "previous" };

const TYPED = "input:not([type=range], [type=radio], [type=checkbox]), textarea, [contenteditable]";
const CONTROLS = "input, select, textarea, [role=slider], [role=radio], [contenteditable]";
const LETTER = /^\p{L}$/u;
const QR_CODE = ".stage-qr-dialog[open]";
const PRESSED_BY_SPACE = "button, summary, a, select, input:not([type=range])";

/**
 * Return what a key does in presenter mode, or null where it belongs to what has the focus.
 *
 * @param {{ key: string, altKey: boolean, ctrlKey: boolean, metaKey: boolean }} event
 * @param {Pick<Element, "matches"> | null} focused
 * @returns {KeyAction | null}
 */
export function actionOf({ key, altKey, ctrlKey, metaKey }, focused) {
  if (altKey || ctrlKey || metaKey) return null;
  const is = (/** @type {string} */ selector) => focused?.matches(selector) ?? false;
  if (key === "Escape" && is(TYPED)) return null; // takes back what was typed
  if (ALWAYS[key]) return ALWAYS[key];
  if (is(TYPED)) return null;
  if (key === " ") return is(PRESSED_BY_SPACE) ? null : "play";
  if (is("select") && LETTER.test(key)) return null; // leads to the option that begins with it
  return LETTERS[key.toLowerCase()] ?? (is(CONTROLS) ? null : (ARROWS[key] ?? null));
}

/** Listens to the keyboard while something is presented. */
export class PresenterKeys {
  isOpen = true;
  #act;
  #dialog;
  #listener = (/** @type {KeyboardEvent} */ event) => this.#onKey(event);

  /**
   * @param {(action: KeyAction) => void} act
   * @param {KeysDialog} dialog that any key closes
   */
  constructor(act, dialog) {
    this.#act = act;
    this.#dialog = dialog;
    window.addEventListener("keydown", this.#listener, true); // before a slider takes a clicker's Page Down
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    if (document.querySelector(QR_CODE)) return; // has keys of its own
    const action = this.#dialog.isOpen ? null : actionOf(event, document.activeElement);
    if (!this.#dialog.isOpen && action === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (action === null) this.#dialog.close();
    else if (!event.repeat) this.#act(action);
  }

  close() {
    this.isOpen = false;
    window.removeEventListener("keydown", this.#listener, true);
  }
}
