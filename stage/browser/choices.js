// One of a few codes, as pills or as a menu, and any of several.
import { element, say } from "./dom.js";

export class Choice {
  constructor(name, { options, like, menu }, labels, changed) {
    Object.assign(this, { changed, menu, value: options.length ? options[0] : 0, codes: [], offered: "" });
    this.group = `stage-${name}-${Math.random().toString(36).slice(2)}`;
    if (menu) {
      this.list = element("select", { onchange: () => this.pick(this.codes[this.list.selectedIndex]) });
      this.element = element("label", { className: "stage-control stage-menu" }, element("span", { className: "stage-label", textContent: labels[name] }), this.list);
    } else {
      this.list = element("div", { className: "stage-options" });
      this.element = element("fieldset", { className: "stage-control" }, element("legend", { textContent: labels[name] }), this.list);
    }
    if (!like) this.offer(options.map((code) => [code, labels.options[code]]));
  }

  // A choice that is not offered (yet, or any more) stands for the nearest that is.
  get() {
    if (this.codes.includes(this.value)) return this.value;
    return this.codes.at(typeof this.value === "number" ? -1 : 0) ?? this.value;
  }

  text() {
    return String(this.get());
  }

  pick(code) {
    this.set(code);
    this.changed();
  }

  set(code) {
    this.value = code;
    const at = this.codes.indexOf(this.get());
    if (this.menu) this.list.selectedIndex = at;
    else [...this.list.querySelectorAll("input")].forEach((input, index) => check(input, index === at));
  }

  adapt({ options, colours }) {
    if (options) this.offer(options, colours);
  }

  // What there is to choose from: [code, text].
  offer(options, colours = []) {
    const offered = JSON.stringify([options, colours]);
    if (offered === this.offered) return;
    this.offered = offered;
    this.codes = options.map(([code]) => code);
    if (this.menu) this.list.replaceChildren(...options.map(([, text]) => element("option", { textContent: text })));
    else this.pills(options, colours);
    this.set(this.value);
  }

  pills(options, colours) {
    const { list } = this;
    while (list.children.length > options.length) list.lastChild.remove();
    while (list.children.length < options.length) {
      const index = list.children.length;
      const input = element("input", { type: "radio", name: this.group, onchange: () => this.pick(this.codes[index]) });
      list.append(element("label", {}, input, element("span")));
    }
    options.forEach(([, text], index) => {
      list.children[index].lastChild.textContent = text;
      if (colours[index]) list.children[index].style.setProperty("--swatch", colours[index]);
    });
  }
}

export class Several {
  constructor(label, words, hands) {
    Object.assign(this, { words, hands, value: [], shown: "", label });
    this.list = element("div", { className: "stage-options" });
    this.element = element("fieldset", { className: "stage-control" }, element("legend", { textContent: label }), this.list);
  }

  get() {
    return this.value;
  }

  set(value) {
    this.value = [...value];
  }

  text() {
    return this.value.join(",");
  }

  adapt({ options, values, least, most }) {
    if (!options) return;
    Object.assign(this, { least, most });
    const shown = JSON.stringify([options, values]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.codes = options.map(([code]) => code);
    this.boxes = options.map(([code]) => element("input", { type: "checkbox", checked: values.includes(code), onchange: (event) => this.tick(event.target) }));
    this.list.replaceChildren(...options.map(([, text], index) => element("label", {}, this.boxes[index], element("span", { textContent: text }))));
    this.boxes.forEach((box) => check(box, box.checked));
  }

  tick(box) {
    const ticked = this.codes.filter((_, index) => this.boxes[index].checked);
    const { label, least, most, words } = this;
    if (ticked.length < least || ticked.length > most) {
      check(box, !box.checked);
      this.hands.tell(say(words.how_many, { label, least, most }));
      return;
    }
    check(box, box.checked);
    this.value = ticked;
    this.hands.changed();
  }
}

function check(input, on) {
  input.checked = on;
  input.parentElement.classList.toggle("chosen", on);
}
