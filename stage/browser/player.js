// The player: it sweeps one slider there and back, or plays it once to its end, steps it, and changes speed.

import { element, format, icon } from "./dom.js";
import { INTERACTION, PLAY } from "./events.js";
import { NumberSlider } from "./controls/number_slider.js";
import { secondsOfPlay, stepAndShare } from "./play_position.js";

/** @import { Panel } from "./controls/panel.js" */
/** @import { IconName } from "./dom.js" */
/** @import { Words } from "./wire.d.ts" */

const SPEEDS = [0.25, 0.5, 1, 2, 4];
const JUMP = 1; // seconds between jumps where the reader prefers reduced motion
const MAX_TICK = 0.25; // seconds; a tab that was hidden continues where it was
const REDUCED_MOTION = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Plays one slider of a panel at a time. */
export class Player {
  #words;
  #panel;
  #bar;
  #playButton;
  #sliderName = element("span", { className: "stage-player-target" });
  /** @type {NumberSlider | undefined} the slider that plays, or would */
  #slider;
  #isPlaying = false;
  #isMoving = false;
  #speed = 1;
  #direction = 1;
  #position = 0;
  #lastTick = 0;
  #animationRequest = 0;

  /**
   * @param {Panel} panel
   * @param {Words} words
   */
  constructor(panel, words) {
    this.#panel = panel;
    this.#words = words;
    this.#playButton = makeButton("play", words.playback, () =>
      this.#isPlaying ? this.stop() : this.#start(this.#nextSlider),
    );
    this.#playButton.className = "stage-play";
    this.#bar = this.#makeBar();
    panel.timeline?.classList.add("stage-timeline");
    if (panel.timeline) panel.timeline.after(this.#bar);
    else panel.element.append(this.#bar);
    panel.element.addEventListener(INTERACTION, ({ target }) => this.#onInteraction(target));
    panel.element.addEventListener(PLAY, ({ target }) => this.#toggle(target));
  }

  #makeBar() {
    const words = this.#words;
    const rewind = makeButton("rewind", words.to_start, () => this.#step(-Infinity));
    rewind.hidden = !this.#panel.timeline;
    const back = makeButton("back", words.step_back, () => this.#step(-1));
    const forward = makeButton("forward", words.step_forward, () => this.#step(1));
    const speed = element("select", { "aria-label": words.speed });
    speed.onchange = () => (this.#speed = Number(speed.value));
    for (const value of SPEEDS) {
      speed.append(element("option", { value: String(value), textContent: `${value}×`, selected: value === 1 }));
    }
    const bar = element("div", { className: "stage-player", role: "group", "aria-label": words.playback });
    bar.append(rewind, back, this.#playButton, forward, speed, this.#sliderName);
    return bar;
  }

  // The timeline, where there is one; else the slider that was moved last, or the first.
  get #nextSlider() {
    const { timeline, sliders } = this.#panel;
    if (timeline) return timeline.slider;
    return this.#slider && sliders.includes(this.#slider) ? this.#slider : sliders[0];
  }

  /** Follow the panel: which sliders there are, and what they are called. */
  refresh() {
    this.#bar.hidden = !this.#nextSlider;
    if (!this.#isPlaying) this.#select(this.#nextSlider);
  }

  /** @param {NumberSlider | undefined} slider */
  #select(slider) {
    this.#slider = slider;
    this.#sliderName.textContent = this.#panel.timeline ? "" : (slider?.label ?? "");
  }

  /**
   * Stop, and play next the slider that a reader moves.
   *
   *
   * @param {EventTarget | null} target
   */
  #onInteraction(target) {
    if (this.#isMoving) return;
    this.stop();
    if (target instanceof NumberSlider) this.#select(this.#panel.timeline?.slider ?? target);
  }

  /** @param {EventTarget | null} target */
  #toggle(target) {
    if (!(target instanceof NumberSlider)) return;
    const isPause = this.#isPlaying && target === this.#slider;
    this.stop();
    if (!isPause) this.#start(target);
  }

  /** @param {NumberSlider | undefined} slider */
  #start(slider) {
    if (!slider) return;
    this.#select(slider);
    this.#isPlaying = true;
    this.#showPlaying(slider, true);
    this.#position = slider.scale.positionOf(slider.value);
    if (this.#position >= 1) this.#direction = -1;
    if (this.#position <= 0 || slider.playRate) this.#direction = 1;
    if (slider.playRate && this.#position >= 1) this.#position = 0; // once more from the start
    this.#lastTick = performance.now();
    this.#tick(slider);
  }

  /** Stop, and fire `change` for the value that the slider has now. */
  stop() {
    const slider = this.#slider;
    if (!this.#isPlaying || !slider) return;
    this.close();
    this.#showPlaying(slider, false);
    this.#move(slider, slider.value, true);
  }

  /** Stop without firing an event: the lesson is taken off the page. */
  close() {
    this.#isPlaying = false;
    cancelAnimationFrame(this.#animationRequest);
  }

  /**
   * @param {NumberSlider} slider
   * @param {boolean} isPlaying
   */
  #showPlaying(slider, isPlaying) {
    const { pause, playback } = this.#words;
    slider.setPlaying(isPlaying);
    this.#playButton.replaceChildren(icon(isPlaying ? "pause" : "play"));
    this.#playButton.setAttribute("aria-label", isPlaying ? format(pause, { label: "" }).trim() : playback);
  }

  /** @param {NumberSlider} slider */
  #tick(slider) {
    this.#animationRequest = requestAnimationFrame((now) => {
      if (!this.#isPlaying) return;
      if (!this.#panel.sliders.includes(slider)) {
        this.stop();
        return;
      }
      const seconds = Math.max(0, (now - this.#lastTick) / 1000);
      const isJump = REDUCED_MOTION.matches && seconds * this.#speed >= JUMP;
      if (!REDUCED_MOTION.matches) this.#advance(slider, Math.min(seconds, MAX_TICK));
      else if (isJump) this.#advance(slider, JUMP / this.#speed);
      if (!REDUCED_MOTION.matches || isJump) this.#lastTick = now;
      this.#tick(slider);
    });
  }

  /**
   * @param {NumberSlider} slider
   * @param {number} seconds
   */
  #advance(slider, seconds) {
    this.#position += (this.#direction * seconds * this.#speed) / secondsOfPlay(slider);
    const isAtEnd = this.#direction > 0 ? this.#position >= 1 : this.#position <= 0;
    if (isAtEnd) {
      this.#position = this.#direction > 0 ? 1 : 0;
      this.#direction = -this.#direction;
    }
    this.#showPosition(slider);
    if (isAtEnd && slider.playRate) this.stop();
  }

  /**
   * Show a position: of a run between its steps too, where they are further apart than pictures.
   *
   * @param {NumberSlider} slider
   */
  #showPosition(slider) {
    const { interpolation } = this.#panel;
    if (!interpolation || !slider.playRate || REDUCED_MOTION.matches) {
      this.#move(slider, slider.scale.valueAt(this.#position), false);
      return;
    }
    const [step, share] = stepAndShare(slider, this.#position, this.#speed);
    this.#move(slider, step, false);
    interpolation.move(share);
  }

  /** @param {number} steps -Infinity: to the start */
  #step(steps) {
    this.stop();
    const slider = this.#nextSlider;
    if (!slider) return;
    this.#select(slider);
    const { scale, value } = slider;
    this.#move(slider, Number.isFinite(steps) ? scale.stepped(value, steps) : scale.leftEnd, true);
  }

  /**
   * @param {NumberSlider} slider
   * @param {number} value
   * @param {boolean} isFinal
   */
  #move(slider, value, isFinal) {
    this.#isMoving = true;
    slider.move(value, isFinal);
    this.#isMoving = false;
  }
}

/**
 * @param {IconName} picture
 * @param {string} label
 * @param {() => void} onclick
 */
function makeButton(picture, label, onclick) {
  return element("button", { type: "button", "aria-label": label, onclick }, icon(picture));
}
