// Several sliders that belong together: their names, the line where all values are typed or pasted, and their number.
import { abandonOnEscape, element, put, say, shortened, taken } from "./dom.js";
import { SliderRow, parseNumbers } from "./slider.js";

const PARTS_OF_ONE = 10000; // a distribution is kept in whole ten-thousandths, so that its sum is exactly one

export function distribution(numbers) {
  const total = numbers.reduce((sum, number) => sum + number, 0);
  const parts = numbers.map((number) => Math.round((total > 0 ? number / total : 1 / numbers.length) * PARTS_OF_ONE));
  parts[parts.indexOf(Math.max(...parts))] += PARTS_OF_ONE - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / PARTS_OF_ONE);
}

export class Vector {
  constructor(spec, title, words, hands) {
    Object.assign(this, { spec, title, words, hands, rows: [], values: [] });
    this.all = element("input", { type: "text", className: "stage-all", autocomplete: "off", spellcheck: false, "aria-label": say(words.all, { label: title }) });
    this.all.onchange = () => this.typed();
    abandonOnEscape(this.all, () => this.values.join(", "));
    this.list = element("div", { className: "stage-rows" });
    const head = element("div", { className: "stage-vector-head" }, this.all);
    if (spec.free) spec.widest = [spec.low, spec.high]; // the sliders reach as far as the frame says, a typed number further
    this.own = []; // of a free vector: what the hand set, nothing while it has not
    if (spec.free) {
      this.release = element("button", { type: "button", textContent: words.release, hidden: true, onclick: () => this.letGo() });
      this.note = element("p", { className: "stage-note", hidden: true });
      head.append(this.release);
    } else if (!spec.like) {
      this.fewer = element("button", { type: "button", textContent: "−", "aria-label": words.remove, onclick: () => this.resize(this.values.length - 1) });
      this.more = element("button", { type: "button", textContent: "+", "aria-label": words.add, onclick: () => this.resize(this.values.length + 1) });
      head.append(this.fewer, this.more);
    }
    this.element = element("fieldset", { className: "stage-control" }, element("legend", { textContent: title }), ...(this.note ? [this.note] : []), head, this.list);
  }

  get() {
    return this.spec.free ? this.own : this.values;
  }

  text() {
    return this.get().join(",");
  }

  set(values) {
    if (!this.spec.free) this.show(values);
    else {
      this.own = [...values];
      this.release.hidden = !values.length;
    }
  }

  // A free vector shows what the frame says, unless a hand is on it.
  adapt({ labels, values, low, high, note }) {
    this.labels = labels;
    if (this.note.textContent !== note) this.note.textContent = note;
    this.note.hidden = !note;
    this.all.parentElement.hidden = !values.length;
    if (this.held) return;
    Object.assign(this.spec, { low, high });
    for (const row of this.rows) row.limit(low, high);
    if (values.join() !== this.values.join()) this.show(values);
    this.rows.forEach((row, index) => row.name(labels[index]));
  }

  letGo() {
    this.hands.touched(null);
    this.set([]);
    this.hands.changed(true);
  }

  show(values) {
    this.values = [...values];
    while (this.rows.length > values.length) this.rows.pop().element.remove();
    while (this.rows.length < values.length) this.grow();
    this.rows.forEach((row, index) => row.show(values[index]));
    put(this.all, this.values.join(", "));
    if (this.more) {
      this.fewer.disabled = values.length <= this.spec.sizes[0];
      this.more.disabled = values.length >= this.spec.sizes[1];
    }
  }

  grow() {
    const index = this.rows.length;
    const row = new SliderRow(this.spec, this.labels?.[index] ?? this.hands.label(index), this.hands.head(index, this), this.words, {
      moved: (moved, done) => this.moved(moved, done),
      tell: this.hands.tell,
      play: this.hands.play,
      pasted: (event) => this.pasted(event),
    });
    this.rows.push(row);
    this.list.append(row.element);
  }

  moved(row, done) {
    const index = this.rows.indexOf(row);
    const { value } = row; // before a clock that plays another row is stopped, which shows all rows anew
    this.hands.touched(row);
    if (this.held !== row) this.before = this.values; // the proportions of a distribution when the hand took hold
    this.held = done ? null : row;
    const values = (this.spec.distribution ? this.before : this.values).map((old, place) => (place === index ? value : old));
    this.put(this.spec.distribution ? shared(values, index) : values);
    this.hands.changed(done, row);
  }

  // Values that a hand said.
  put(values) {
    this.show(values);
    if (this.spec.free) this.set(values);
  }

  resize(length) {
    this.hands.touched(null);
    this.held = null;
    this.set(this.fitted(length));
    this.hands.changed(true);
  }

  // The values cut or filled to another length.
  fitted(length) {
    const values = [...this.values, ...Array(length).fill(Math.max(this.spec.low, 0))].slice(0, length);
    return this.spec.distribution ? distribution(values) : values;
  }

  typed() {
    this.hands.touched(null);
    this.held = null;
    const text = taken(this.all);
    const numbers = parseNumbers(text);
    const [least, most] = this.spec.like || this.spec.free ? [this.values.length, this.values.length] : this.spec.sizes;
    if (!numbers || numbers.length < least || numbers.length > most) {
      this.hands.tell(say(this.words.not_numbers, { text: shortened(text), least, most, label: this.title }));
      put(this.all, this.values.join(", "));
      return;
    }
    const [low, high] = this.spec.widest ?? [this.spec.low, this.spec.high];
    const used = numbers.map((number) => Math.min(high, Math.max(low, number)));
    this.put(this.spec.distribution ? distribution(used) : used);
    this.hands.changed(true);
    if (used.join() !== numbers.join()) this.hands.tell(say(this.words.out_of_range, { label: this.title, low, high, used: used.join(", ") }));
  }

  // Several numbers pasted into the box of one are meant for all.
  pasted(event) {
    const text = event.clipboardData.getData("text");
    if ((parseNumbers(text)?.length ?? 0) < 2) return;
    event.preventDefault();
    event.target.blur();
    this.all.value = text;
    this.typed();
  }
}

// One share was moved: the others make room in proportion.
function shared(values, moved) {
  const rest = values.reduce((sum, value, index) => (index === moved ? sum : sum + value), 0);
  const left = 1 - values[moved];
  const others = values.map((value, index) => (index === moved ? value : rest > 0 ? (value / rest) * left : left / (values.length - 1)));
  const parts = others.map((value) => Math.round(value * PARTS_OF_ONE));
  const over = PARTS_OF_ONE - parts.reduce((sum, part) => sum + part, 0);
  const largest = parts.reduce((best, part, index) => (index !== moved && (best < 0 || part > parts[best]) ? index : best), -1);
  parts[parts[largest] + over < 0 ? moved : largest] += over;
  return parts.map((part) => part / PARTS_OF_ONE);
}
