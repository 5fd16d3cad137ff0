// What lies over a picture while a reader sketches: lines, and grips that are dragged or moved by keys.

import { element, svgElement } from "../dom.js";
import { placeOfPointer } from "../figures/geometry.js";
import { stepsOfKey } from "../step_keys.js";

/** @import { Plot } from "../figures/plotly.d.ts" */
/** @import { Pixels } from "../figures/geometry.js" */

const KEY_STEP = 3.5; // pixels of the page
/** @type {Readonly<Record<string, readonly [number, number]>>} */
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @typedef {object} GripOptions
 * @property {string} label
 * @property {boolean} [isSmall]
 * @property {(place: Pixels) => void} onMove
 * @property {(event: KeyboardEvent) => boolean} [onKey] whether the key is used up
 */

/** A layer with the coordinates of the plot below it. */
export class SketchLayer {
  #svg = svgElement("svg", { "aria-hidden": "true" });
  element = element("div", { className: ["presenter-sketch", "is-open"].join(" ") });

  /**
   * @param {Plot} plot
   * @param {string} label of what is sketched
   */
  constructor(plot, label) {
    this.plot = plot;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", label);
    this.element.append(this.#svg);
    plot.parentElement?.append(this.element);
  }

  /**
   * Draw the outlines of the sketch and its name.
   *
   * @param {string} path in pixels of the plot
   * @param {string} name
   * @param {Pixels | null} at where the name is written
   */
  draw(path, name, at) {
    const written = at && svgElement("text", { x: at.left, y: at.top }, name);
    const lines = [0, 1].map(() => svgElement("path", { d: path })); // the first is the rim of the second
    this.#svg.replaceChildren(...lines, ...(written ? [written] : []));
  }

  /**
   * @param {PointerEvent} event
   * @returns {Pixels} of the plot
   */
  placeOf(event) {
    return placeOfPointer(this.plot, event);
  }

  /** @param {GripOptions} options */
  addGrip({ label, isSmall = false, onMove, onKey }) {
    const grip = element("div", { className: "presenter-grip", role: "slider", tabIndex: 0, "aria-label": label });
    grip.classList.toggle("is-small", isSmall);
    /** @type {Pixels | null} from the pointer to the middle */
    let offset = null;
    grip.onpointerdown = (event) => {
      event.stopPropagation();
      event.preventDefault();
      grip.focus({ preventScroll: true });
      grip.setPointerCapture(event.pointerId);
      const [at, middle] = [this.placeOf(event), middleOf(grip)];
      offset = { left: middle.left - at.left, top: middle.top - at.top };
    };
    grip.onpointermove = (event) => {
      if (!offset) return;
      const { left, top } = this.placeOf(event);
      onMove({ left: left + offset.left, top: top + offset.top });
    };
    grip.onpointerup = grip.onpointercancel = () => (offset = null);
    grip.onkeydown = (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (onKey?.(event) || this.#step(grip, event, onMove)) event.preventDefault();
    };
    this.element.append(grip);
    return grip;
  }

  /**
   * @param {HTMLElement} grip
   * @param {KeyboardEvent} event
   * @param {(place: Pixels) => void} onMove
   */
  #step(grip, event, onMove) {
    const direction = DIRECTIONS[event.key];
    const steps = Math.abs(stepsOfKey(event) ?? 0) * KEY_STEP;
    if (!direction || !steps) return false;
    const { left, top } = middleOf(grip);
    onMove({ left: left + direction[0] * steps, top: top + direction[1] * steps });
    return true;
  }

  /**
   * @param {HTMLElement} grip
   * @param {Pixels} at
   * @param {{ min: number, max: number, value: number, text: string }} range read aloud
   */
  place(grip, { left, top }, { min, max, value, text }) {
    grip.style.translate = `${left}px ${top}px`;
    Object.assign(grip.dataset, { left, top });
    const [valuemin, valuemax, valuenow] = [Math.min(min, max), Math.max(min, max), value].map(withoutPower);
    for (const [name, content = ""] of Object.entries({ valuemin, valuemax, valuenow, valuetext: text })) {
      grip.setAttribute(`aria-${name}`, content);
    }
  }

  /** The truth is shown now: nothing is moved any more. */
  reveal() {
    this.element.classList.remove("is-open");
    this.element.classList.add("is-revealed");
    for (const grip of this.element.querySelectorAll(".presenter-grip")) grip.remove();
  }

  close() {
    this.element.remove();
  }
}

/** Write a number as ARIA reads it. @param {number} value */
function withoutPower(value) {
  return value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 20 });
}

/** @param {HTMLElement} grip @returns {Pixels} */
function middleOf({ dataset }) {
  return { left: Number(dataset.left), top: Number(dataset.top) };
}
