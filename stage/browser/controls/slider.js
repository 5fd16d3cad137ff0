// The control for one number: a `NumberSlider` with a label.

import { element, register } from "../dom.js";
import { Control } from "./control.js";
import { NumberSlider } from "./number_slider.js";

/** @import { ControlUpdate, SliderSpec } from "../wire.d.ts" */
/** @import { Texts } from "./control.js" */

/** @extends {Control<SliderSpec>} */
export class Slider extends Control {
  /**
   * @param {string} name
   * @param {SliderSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    const heading = element("span", { className: "stage-label" });
    this.slider = new NumberSlider({ scale: spec, heading, playRate: spec.play_rate }, this.words);
    this.slider.classList.add("stage-single-slider");
    this.slider.setLabel(this.label);
    this.slider.playButton.hidden = spec.play_rate !== null; // the player has a larger one
    this.slider.addEventListener("input", () => this.fire(false));
    this.slider.addEventListener("change", () => this.fire(true));
    this.append(this.slider);
  }

  get value() {
    return this.slider.value;
  }

  set value(value) {
    this.slider.value = value;
  }

  /**
   * Set the ends of the range.
   *
   * @override
   * @param {ControlUpdate} update
   */
  update(update) {
    super.update(update);
    const { min = this.slider.scale.min, max = this.slider.scale.max } = update;
    this.slider.setEnds(min, max);
  }
}

register("stage-slider-control", Slider);
