// The controls of a lesson, drawn from what its state declares; together they are the query that the channel sends.
import { Choice, Several } from "./choices.js";
import { abandonOnEscape, element, say } from "./dom.js";
import { OwnFile } from "./file.js";
import { Pin } from "./pin.js";
import { Points } from "./points.js";
import { SliderRow } from "./slider.js";
import { Vector } from "./vector.js";

export class Controls {
  // hands: {changed(name, done), load(query), tell(sentence, serious), touched(row), play(row), send(file), query()}
  constructor(panel, { controls, groups, labels, presets, defaults, words }, hands) {
    Object.assign(this, { specs: controls, labels, defaults, words, hands, made: {}, rooms: { "": panel } });
    panel.append(this.presets(presets));
    const opened = Object.entries(groups).map(([name, open]) => {
      this.rooms[name] = element("details", { className: "stage-group", open }, element("summary", { textContent: labels.groups[name] }));
      return this.rooms[name];
    });
    for (const [name, spec] of Object.entries(controls)) {
      this.made[name] = this[spec.kind](name, spec);
      if (spec.rate) this.home = this.made[name];
      if (this.made[name].element) this.rooms[spec.group].append(this.made[name].element);
    }
    panel.append(...opened);
  }

  get rows() {
    return Object.values(this.made).filter((control) => !control.element?.hidden).flatMap((control) => control.rows ?? []);
  }

  query() {
    return Object.keys(this.made).map((name) => `${name}=${this.text(name)}`).join("&");
  }

  text(name) {
    return this.made[name].text();
  }

  // What the server understood, which is what the controls show.
  adopt(values) {
    for (const [name, control] of Object.entries(this.made)) {
      if (JSON.stringify(control.get()) !== JSON.stringify(values[name])) control.set(values[name]);
    }
    this.dress();
  }

  // What follows for the controls from the frame that is drawn.
  adapt(followed) {
    for (const [name, what] of Object.entries(followed)) {
      this.made[name].adapt?.(what);
      if ("hidden" in what) this.made[name].unwanted = what.hidden;
    }
    if (Object.keys(followed).length) this.dress();
  }

  changed(control, done, row) {
    for (const name of this.specs[control].resets) this.made[name].set(this.defaults[name]);
    for (const [name, { like }] of Object.entries(this.specs)) {
      if (like) this.made[name].follow?.(this.made[like].get().length);
      if (like && this.specs[name].kind === "vector") this.fit(this.made[name], this.made[like].get().length);
    }
    this.dress();
    if (row) this.hands.touched(row);
    this.hands.changed(control, done);
  }

  fit(vector, length) {
    if (vector.get().length !== length) vector.set(vector.fitted(length));
  }

  // Names, and what is shown at all, follow from the values.
  dress() {
    for (const [name, { kind, like, when, free }] of Object.entries(this.specs)) {
      const control = this.made[name];
      if (control.element) control.element.hidden = control.unwanted || (when && !when.slice(1).includes(this.made[when[0]].get()));
      if (kind === "vector" && !free) control.rows.forEach((row, index) => row.name(this.label(index), this.rowLabel(name, index)));
      if (kind === "choice" && like) control.offer(this.made[like].get().map((_, index) => [index, this.label(index)]));
    }
  }

  label(index) {
    return this.namesControl?.get()[index] || say(this.labels.item ?? "", { index });
  }

  // Two vectors have the same classes: the one that follows says what it is of them.
  rowLabel(name, index) {
    return this.specs[name].like ? `${this.labels[name]}, ${this.label(index)}` : this.label(index);
  }

  get namesControl() {
    return Object.entries(this.specs).map(([name, { kind }]) => kind === "names" && this.made[name]).find(Boolean);
  }

  presets(presets) {
    const button = (text, query) => element("button", { type: "button", textContent: text, onclick: () => this.hands.load(this.withNames(query)) });
    const list = element("div", { className: "stage-presets", role: "group", "aria-label": this.words.presets });
    list.append(...presets.map(([text, query]) => button(text, query)), button(this.words.reset, ""));
    list.lastChild.classList.add("stage-reset");
    list.lastChild.onclick = () => this.hands.load("");
    return list;
  }

  // An example changes the numbers; the names that a reader gave stay.
  withNames(query) {
    const [name, names] = Object.entries(this.made).find(([known]) => this.specs[known].kind === "names") ?? [];
    return names?.get().some(Boolean) ? `${query}&${name}=${names.text()}` : query;
  }

  slider(name, spec) {
    const label = this.labels[name];
    const head = element("span", { className: "stage-label" });
    const row = new SliderRow(spec, label, head, this.words, {
      moved: (moved, done) => this.changed(name, done, moved),
      tell: this.hands.tell,
      play: this.hands.play,
    });
    row.show(row.least);
    row.element.classList.add("stage-single");
    row.button.hidden = Boolean(spec.rate); // the clock has a larger one
    return {
      element: element("div", { className: "stage-control" }, row.element),
      row,
      rows: [row],
      get: () => row.value,
      set: (value) => row.show(value),
      text: () => String(row.value),
      adapt: ({ low = row.low, high = row.high }) => row.limit(low, high),
    };
  }

  vector(name, spec) {
    return new Vector(spec, this.labels[name], this.words, {
      changed: (done, row) => this.changed(name, done, row),
      touched: this.hands.touched,
      tell: this.hands.tell,
      play: this.hands.play,
      label: (index) => this.rowLabel(name, index),
      head: (index) => this.head(index, spec),
    });
  }

  // The name of a vector's number: a text, or a box where it is edited.
  head(index, spec) {
    if (!spec.named_by) return element("span", { className: "stage-label" });
    const usual = say(this.labels.item, { index });
    const { longest } = this.specs[spec.named_by];
    const box = element("input", { type: "text", className: "stage-name", maxLength: longest, placeholder: usual, autocomplete: "off", spellcheck: false });
    box.setAttribute("aria-label", say(this.words.name_of, { label: usual }));
    abandonOnEscape(box, () => this.made[spec.named_by].get()[index] ?? "");
    box.onchange = () => {
      box.value = box.value.replace(/[,<>&]/g, "").trim();
      this.made[spec.named_by].put(index, box.value);
      this.changed(spec.named_by, true);
    };
    (this.boxes ??= [])[index] = box;
    return box;
  }

  names() {
    let names = [];
    const show = () => names.forEach((name, index) => this.boxes?.[index] && (this.boxes[index].value = name));
    return {
      get: () => names,
      set: (value) => ((names = [...value]), show()),
      put: (index, name) => ((names = [...names]), (names[index] = name)),
      follow: (length) => (names = [...names, ...Array(length).fill("")].slice(0, length)),
      text: () => names.map((name) => encodeURIComponent(name ?? "")).join(","),
    };
  }

  choice(name, spec) {
    return new Choice(name, spec, this.labels, () => this.changed(name, true));
  }

  several(name) {
    return new Several(this.labels[name], this.words, { changed: () => this.changed(name, true), tell: this.hands.tell });
  }

  toggle(name) {
    const input = element("input", { type: "checkbox", onchange: () => this.changed(name, true) });
    const box = element("label", { className: "stage-control stage-toggle" }, input, element("span", { textContent: this.labels[name] }));
    return { element: box, get: () => input.checked, set: (value) => (input.checked = value), text: () => (input.checked ? "1" : "0") };
  }

  points(name, spec) {
    return new Points(spec, this.labels[name], this.words, {
      changed: (done) => {
        this.hands.touched(null);
        this.changed(name, done);
      },
      brush: () => this.made[spec.brush].get(),
      tell: this.hands.tell,
      say: this.hands.say,
    });
  }

  pin(name) {
    return new Pin(this.labels[name], this.words, {
      name,
      changed: () => this.changed(name, true),
      present: () => this.hands.query().split("&").filter((part) => part && !part.startsWith(`${name}=`)).join("&"),
      load: this.hands.load,
    });
  }

  file(name, spec) {
    const [control, value] = spec.chooses;
    return new OwnFile(spec, this.labels[name], this.words, {
      send: this.hands.send,
      tell: this.hands.tell,
      changed: () => {
        this.hands.touched(null);
        this.made[control].set(value);
        this.changed(name, true);
      },
    });
  }
}
