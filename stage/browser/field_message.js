// The message about a field: it stands below the field, which it describes to assistive technology.

import { element } from "./dom.js";

const ROWS = ".stage-slider, .stage-vector-head, .stage-upload, fieldset"; // below which a message stands

/** One message at a time, laid over what is below the field, so that it moves nothing under the pointer. */
export class FieldMessage {
  /** Lets screen readers read the message when it appears. */
  liveRegion = element("p", { className: "stage-visually-hidden", role: "status" });
  #text = element("p", { className: "stage-notice stage-field-message" });
  /** @type {HTMLElement | null} */
  #field = null;

  constructor() {
    this.#text.id = `stage-message-${Math.random().toString(36).slice(2)}`;
  }

  /**
   * @param {HTMLElement} field
   * @param {string} sentence
   * @param {boolean} isError
   */
  show(field, sentence, isError) {
    this.clear();
    this.#field = field;
    this.#text.textContent = sentence;
    this.#text.classList.toggle("error", isError);
    this.liveRegion.textContent = sentence;
    field.setAttribute("aria-describedby", this.#text.id);
    const row = field.closest(ROWS);
    row?.classList.add("stage-has-message");
    row?.append(this.#text);
    // Where the reader has gone elsewhere by a click, nothing may move below the pointer.
    if (document.activeElement === field) this.#text.scrollIntoView({ block: "nearest" });
  }

  clear() {
    this.#field?.removeAttribute("aria-describedby");
    this.#field = null;
    this.#text.parentElement?.classList.remove("stage-has-message");
    this.#text.remove();
    this.liveRegion.textContent = "";
  }
}
