// Play: a clock in the place of the hand. It sweeps one slider there and back, steps it, and changes speed.
import { element, icon, say } from "./dom.js";

const SWEEP = 8; // seconds from one end to the other at speed 1
const SPEEDS = [0.25, 0.5, 1, 2, 4];
const JUMP = 1; // seconds between jumps where the reader asked for less motion
const LONGEST_TICK = 0.25; // seconds: a tab that was hidden goes on where it was
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

function button(picture, label, onclick) {
  return element("button", { type: "button", "aria-label": label, onclick }, icon(picture));
}

export class Clock {
  constructor(panel, words, controls) {
    Object.assign(this, { words, controls, speed: 1, direction: 1, running: false });
    this.main = button("play", words.clock, () => (this.running ? this.stop() : this.start(this.row)));
    this.name = element("span", { className: "stage-clock-name" });
    const speed = element("select", { "aria-label": words.speed, onchange: () => (this.speed = Number(speed.value)) });
    speed.append(...SPEEDS.map((value) => element("option", { value, textContent: `${value}×`, selected: value === 1 })));
    this.rewind = button("rewind", words.rewind, () => this.step(-Infinity));
    this.bar = element(
      "div",
      { className: "stage-clock", role: "group", "aria-label": words.clock },
      this.rewind,
      button("back", words.back, () => this.step(-1)),
      this.main,
      button("on", words.on, () => this.step(1)),
      speed,
      this.name,
    );
    this.rewind.hidden = !controls.home;
    if (controls.home) controls.home.element.after(this.bar);
    else panel.append(this.bar);
  }

  // The slider that plays: the one that plays through, where there is one; else the one touched last, or the first.
  get row() {
    if (this.controls.home) return this.controls.home.row;
    const rows = this.controls.rows;
    return rows.includes(this.chosen) ? this.chosen : rows[0];
  }

  // A hand on a slider: it is the next one to play, and nothing else goes on playing.
  touched(row) {
    if (this.moving) return;
    if (this.running) this.stop();
    if (row) this.choose(this.controls.home?.row ?? row);
  }

  dress() {
    this.bar.hidden = !this.row;
    if (!this.running) this.choose(this.row);
  }

  choose(row) {
    this.chosen = row;
    this.name.textContent = this.controls.home ? "" : (row?.label ?? "");
  }

  toggle(row) {
    const again = this.running && row === this.chosen;
    this.stop();
    if (!again) this.start(row);
  }

  start(row) {
    this.choose(row);
    this.running = true;
    this.show(true);
    this.position = row.position(row.value);
    if (this.position >= 1) this.direction = -1;
    if (this.position <= 0 || row.rate) this.direction = 1;
    if (row.rate && this.position >= 1) this.position = 0; // once more from the start
    this.before = performance.now();
    this.tick();
  }

  stop() {
    if (!this.running) return;
    this.halt();
    this.show(false);
    this.move(this.chosen.value, true);
  }

  halt() {
    this.running = false;
    cancelAnimationFrame(this.due);
  }

  show(on) {
    this.chosen.playing(on);
    this.main.replaceChildren(icon(on ? "pause" : "play"));
    this.main.setAttribute("aria-label", on ? say(this.words.pause, { label: "" }).trim() : this.words.clock);
  }

  tick() {
    this.due = requestAnimationFrame((now) => {
      if (!this.running) return;
      if (!this.controls.rows.includes(this.chosen)) {
        this.stop();
        return;
      }
      const seconds = Math.max(0, (now - this.before) / 1000);
      if (!STILL.matches) this.advance(Math.min(seconds, LONGEST_TICK));
      else if (seconds * this.speed >= JUMP) this.advance(JUMP / this.speed);
      if (!STILL.matches || seconds * this.speed >= JUMP) this.before = now;
      this.tick();
    });
  }

  advance(seconds) {
    const { rate, low, high } = this.chosen;
    this.position += this.direction * seconds * this.speed * (rate ? rate / (high - low) : 1 / SWEEP);
    const end = this.direction > 0 ? this.position >= 1 : this.position <= 0;
    if (end) {
      this.position = this.direction > 0 ? 1 : 0;
      this.direction = -this.direction;
    }
    this.move(this.chosen.rounded(this.position), false);
    if (end && rate) this.stop();
  }

  step(steps) {
    if (this.running) this.stop();
    const { row } = this;
    this.choose(row);
    this.move(Number.isFinite(steps) ? row.stepped(steps) : row.least, true);
  }

  move(value, done) {
    this.moving = true;
    this.chosen.move(value, done);
    this.moving = false;
  }
}
