// The present state kept, to be compared with what comes next.
import { element } from "./dom.js";

export class Pin {
  constructor(label, words, hands) {
    Object.assign(this, { words, hands, value: "" });
    this.button = element("button", { type: "button", onclick: () => this.toggle() });
    this.back = element("button", { type: "button", textContent: words.pinned, onclick: () => hands.load(`${this.value}&${hands.name}=${this.text()}`) });
    this.element = element("div", { className: "stage-control stage-buttons", role: "group", "aria-label": label }, this.button, this.back);
    this.set("");
  }

  get() {
    return this.value;
  }

  set(value) {
    this.value = value;
    this.button.textContent = value ? this.words.unpin : this.words.pin;
    this.button.setAttribute("aria-pressed", Boolean(value));
    this.back.hidden = !value;
  }

  text() {
    return encodeURIComponent(this.value);
  }

  toggle() {
    this.set(this.value ? "" : this.hands.present());
    this.hands.changed();
  }
}
