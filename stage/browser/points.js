// Points edited by hand: what was added, moved and removed, as short texts; the picture itself lends its handles.
import { element, say } from "./dom.js";

export class Points {
  // hands: {changed(done), brush() → class, tell(sentence), say(sentence)}
  constructor(spec, label, words, hands) {
    Object.assign(this, { spec, words, hands, edits: [], keys: [], drawn: [], names: [], selected: null });
    this.count = element("span", { className: "stage-count" });
    this.removing = element("button", { type: "button", textContent: words.remove_point, onclick: () => this.remove() });
    this.undoing = element("button", { type: "button", textContent: words.remove_edits, onclick: () => this.undo() });
    this.element = element("div", { className: "stage-control stage-buttons", role: "group", "aria-label": label }, this.removing, this.undoing, this.count);
    this.watchers = new Set();
    this.dress();
  }

  get() {
    return this.edits;
  }

  set(edits) {
    this.edits = edits.map((edit) => [...edit]);
    if (this.selected !== null && !this.keys.includes(this.selected)) this.selected = null;
    this.dress();
  }

  text() {
    return this.edits.map(([row, x, y, label]) => `${row === null ? "" : `${row}:`}${x === null ? "" : `${x},${y},${label}`}`).join(";");
  }

  // keys: which row each point of the picture is, below 0 those that were added; names: of the classes.
  adapt({ keys, names }) {
    Object.assign(this, { keys, drawn: keys, names });
    this.dress();
  }

  get active() {
    return !this.element.hidden;
  }

  // Where in the picture the selected point stands: what was added or removed a moment ago is not drawn yet.
  get index() {
    return this.drawn.indexOf(this.selected);
  }

  // The selected point as the hand last put it, where it did.
  get edited() {
    const [, x, y, label] = this.edits[this.editOf(this.selected)] ?? [];
    return label === undefined || x === null ? null : { x, y, label };
  }

  dress() {
    this.count.textContent = this.edits.length ? say(this.words.edits, { count: this.edits.length, most: this.spec.most }) : "";
    this.removing.disabled = this.selected === null;
    this.undoing.disabled = !this.edits.length;
    for (const watcher of this.watchers) watcher();
  }

  select(key) {
    this.selected = key;
    this.dress();
  }

  // A new point, selected; its key counts on downwards.
  add(x, y) {
    if (this.full()) return;
    this.edits = [...this.edits, [null, x, y, this.hands.brush()]];
    this.selected = -this.edits.filter(([row]) => row === null).length;
    this.keys = [...this.keys, this.selected];
    this.dress();
    this.hands.changed(true);
  }

  // The selected point to another place, or another class.
  move(x, y, label, done) {
    const at = this.editOf(this.selected);
    if (at < 0 && this.full()) return;
    const edit = [this.selected < 0 ? null : this.selected, x, y, label];
    this.edits = at < 0 ? [...this.edits, edit] : this.edits.map((old, place) => (place === at ? edit : old));
    this.dress();
    this.hands.changed(done);
  }

  remove() {
    const key = this.selected;
    const at = this.editOf(key);
    if (key === null || (at < 0 && this.full())) return;
    const others = this.edits.filter((_, place) => place !== at);
    this.edits = key < 0 ? others : [...others, [key, null, null, null]];
    this.keys = this.keys.filter((known) => known !== key).map((known) => (known < key && key < 0 ? known + 1 : known));
    this.selected = null;
    this.dress();
    this.hands.changed(true);
  }

  undo() {
    this.selected = null;
    this.set([]);
    this.hands.changed(true);
  }

  // Where in the list a point's edit stands: that of a row by its number, those that were added by their order.
  editOf(key) {
    if (key === null) return -1;
    if (key >= 0) return this.edits.findIndex(([row]) => row === key);
    let added = 0;
    return this.edits.findIndex(([row]) => row === null && (added -= 1) === key);
  }

  full() {
    const full = this.edits.length >= this.spec.most;
    if (full) this.hands.tell(say(this.words.too_many_points, { most: this.spec.most }));
    return full;
  }
}
