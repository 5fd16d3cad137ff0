// A control that keeps the present state, to be compared with what comes next.

import { element, register } from "../dom.js";
import { requestLoad } from "../events.js";
import { filter, join } from "../query.js";
import { Control } from "./control.js";

/** @import { PinSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/**
 * A button that pins and unpins, and one that returns to the pinned state. The value is a query string, or "".
 *
 * @extends {Control<PinSpec>}
 */
export class Pin extends Control {
  /** the query string of the present state, which pressing the button keeps */
  presentQuery = "";
  #pinnedQuery = "";
  #pinButton = element("button", { type: "button" });
  #returnButton = element("button", { type: "button" });

  /**
   * @param {string} name
   * @param {PinSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    this.#pinButton.onclick = () => this.#toggle();
    this.#returnButton.textContent = this.words.load_pinned;
    this.#returnButton.onclick = () => requestLoad(this, join([this.value, this.query]));
    const group = element("div", { className: "stage-buttons", role: "group", "aria-label": this.label });
    group.append(this.#pinButton, this.#returnButton);
    this.append(group);
    this.value = "";
  }

  get value() {
    return this.#pinnedQuery;
  }

  set value(value) {
    this.#pinnedQuery = value;
    this.#pinButton.textContent = value ? this.words.unpin : this.words.pin;
    this.#pinButton.setAttribute("aria-pressed", String(Boolean(value)));
    this.#returnButton.hidden = !value;
  }

  /** @override */
  get text() {
    return encodeURIComponent(this.value);
  }

  #toggle() {
    this.value = this.value ? "" : filter(this.presentQuery, (parameter) => parameter !== this.parameter);
    this.fire(true);
  }
}

register("stage-pin", Pin);
