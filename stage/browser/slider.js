// One slider with its name, the box where the exact number is typed, and its play button.
import { abandonOnEscape, element, icon, put, say, shortened, taken } from "./dom.js";

const STEPS_OF_A_LOG_SLIDER = 200;
const PAGE = 10; // steps of Page Up and Page Down

export function parseNumber(text) {
  const plain = text.trim().replace(/[−–]/g, "-");
  return plain.length <= 40 && /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}

export function parseNumbers(text) {
  const bare = text.replace(/^[^=]*=/, "").replace(/[a-z_][\w.]*\(/gi, "(");
  const parts = bare.split(/[,;\s()[\]{}]+/).filter(Boolean);
  const numbers = parts.map(parseNumber);
  return numbers.length && numbers.every(Number.isFinite) ? numbers : null;
}

export class SliderRow {
  // spec: low, high, step, scale, zero, whole, rate; head: the element that shows the name;
  // hands: {moved(row, done), tell, play, pasted}
  constructor({ low, high, step, scale = "linear", zero = false, whole = false, rate = null, widest = null }, label, head, words, hands) {
    Object.assign(this, { low, high, step, zero, whole, rate, widest, head, words, hands, log: scale === "log" });
    this.places = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    // In the slider's own unit where it is linear; a logarithmic one counts from 0 to 1, and says its value in words.
    this.range = element("input", { type: "range", min: this.log ? 0 : low, max: this.log ? 1 : high, step: "any" });
    this.exact = element("input", { type: "text", inputMode: "decimal", autocomplete: "off", spellcheck: false, className: "stage-exact" });
    this.button = element("button", { type: "button", className: "stage-play" });
    this.element = element("div", { className: "stage-row" }, head, this.range, this.exact, this.button);
    this.range.oninput = () => this.move(this.pulled(), false);
    this.range.onchange = () => this.cancelled || hands.moved(this, true);
    this.range.onkeydown = (event) => this.key(event);
    this.range.onkeyup = () => this.letGo();
    this.range.onpointerdown = () => Object.assign(this, { held: true, cancelled: false, start: this.value });
    this.range.onpointerup = () => (this.held = false);
    this.range.onpointercancel = () => this.cancel();
    this.range.onblur = () => {
      this.held = false;
      this.letGo();
    };
    this.exact.onchange = () => this.typed();
    this.exact.onfocus = () => this.exact.select();
    abandonOnEscape(this.exact, () => this.text(this.value));
    this.exact.onpaste = (event) => hands.pasted?.(event);
    this.button.onclick = () => hands.play(this);
    this.name(label);
  }

  // Other ends of the range, where they follow from something else; a value outside of them is kept, and shown as the end.
  limit(low, high) {
    if (low === this.low && high === this.high) return;
    Object.assign(this, { low, high });
    if (!this.log) Object.assign(this.range, { min: low, max: high });
    if (this.value !== undefined) this.show(this.value);
  }

  // What stands beside the slider, and what it is called where nothing beside it is seen.
  name(short, label = short) {
    if (this.head.tagName === "SPAN") this.head.textContent = short;
    this.head.title = short;
    if (this.label === label) return;
    this.label = label;
    this.range.setAttribute("aria-label", label);
    this.exact.setAttribute("aria-label", say(this.words.exact, { label }));
    this.playing(this.button.dataset.playing === "true");
  }

  playing(on) {
    const label = say(on ? this.words.pause : this.words.play, { label: this.label });
    if (this.button.getAttribute("aria-label") === label) return;
    this.button.dataset.playing = on;
    this.button.replaceChildren(icon(on ? "pause" : "play"));
    this.button.setAttribute("aria-label", label);
  }

  // Between 0 and 1: where along the slider a value stands, and what value stands there.
  position(value) {
    if (this.log) return value <= this.low ? 0 : Math.log(value / this.low) / Math.log(this.high / this.low);
    return (value - this.low) / (this.high - this.low);
  }

  pulled() {
    const raw = Number(this.range.value);
    return this.log ? this.rounded(raw) : this.onStep(raw);
  }

  // The finger turned out to scroll the page.
  cancel() {
    Object.assign(this, { held: false, cancelled: true });
    this.move(this.start, true);
    this.show(this.value);
  }

  rounded(position) {
    if (!this.log) return this.onStep(this.low + position * (this.high - this.low));
    if (this.zero && position <= 0) return 0;
    const value = Number((this.low * (this.high / this.low) ** position).toPrecision(3));
    return this.clamp(this.whole ? Math.round(value) : value);
  }

  onStep(value) {
    return this.clamp(Number((Math.round(value / this.step) * this.step).toFixed(this.places)));
  }

  clamp(value) {
    if (this.zero && value <= 0) return 0;
    return Math.min(this.high, Math.max(this.low, value));
  }

  get least() {
    return this.zero ? 0 : this.low;
  }

  stepped(steps) {
    if (!this.log) return this.onStep(this.value + steps * this.step);
    const next = this.rounded(Math.min(1, Math.max(0, this.position(this.value) + steps / STEPS_OF_A_LOG_SLIDER)));
    return this.whole && next === this.value ? this.clamp(next + Math.sign(steps)) : next;
  }

  // Show a value; never touch what the hand is on.
  show(value) {
    this.value = value;
    const within = this.clamp(value);
    const text = this.text(within);
    if (!this.held) {
      const shown = String(this.log ? this.position(within) : within);
      if (this.range.value !== shown) this.range.value = shown;
    }
    this.range.setAttribute("aria-valuetext", text);
    this.range.style.setProperty("--share", this.position(within));
    put(this.exact, text);
  }

  text(value) {
    const short = String(value);
    const padded = value.toFixed(this.places);
    return Number(padded) === value ? padded : short;
  }

  move(value, done) {
    if (value !== this.value) {
      this.show(value);
      this.hands.moved(this, done);
    } else if (done) this.hands.moved(this, true);
  }

  key(event) {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE }[event.key];
    const end = { Home: this.least, End: this.high }[event.key];
    if ((steps ?? end) === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.keyed = true;
    this.move(end ?? this.stepped(steps), false);
  }

  // A key that was held down counts as one gesture.
  letGo() {
    if (this.keyed) this.hands.moved(this, true);
    this.keyed = false;
  }

  typed() {
    const { words, label } = this;
    const text = taken(this.exact);
    const number = parseNumber(text);
    if (!Number.isFinite(number)) {
      put(this.exact, this.text(this.value));
      this.hands.tell(say(words.not_a_number, { text: shortened(text), label }));
      return;
    }
    const ranged = this.widest ? Math.min(this.widest[1], Math.max(this.widest[0], number)) : this.clamp(number);
    const used = this.whole ? Math.round(ranged) : ranged;
    this.move(used, true);
    put(this.exact, this.text(used));
    if (ranged !== number) this.hands.tell(say(words.out_of_range, { label, low: this.least, high: this.high, used }));
  }
}
