// How long play takes, and between which steps of a run a position of play lies.

import { clamp } from "./parse_numbers.js";

/** @import { NumberSlider } from "./controls/number_slider.js" */

const SWEEP = 8; // seconds from one end of a slider to the other at speed 1
/** @type {readonly [number, number]} seconds of a run at speed 1: long enough to be followed, however few its steps */
const RUN = [6, 12];
const PICTURES = 30; // that are asked for in a second, where steps are further apart

/**
 * Return the seconds from one end of a slider to the other at speed 1.
 *
 * @param {NumberSlider} slider
 */
export function secondsOfPlay({ playRate, scale }) {
  return playRate ? clamp((scale.max - scale.min) / playRate, RUN) : SWEEP;
}

/**
 * Return the step at a position of a run, and the share of the way to the next step: 0 where steps follow each other as
 * fast as pictures.
 *
 * @param {NumberSlider} slider of whole numbers, the steps
 * @param {number} position from 0 to 1
 * @param {number} speed
 * @returns {[step: number, share: number]}
 */
export function stepAndShare(slider, position, speed) {
  const { min, max } = slider.scale;
  const secondsOfStep = secondsOfPlay(slider) / (speed * (max - min));
  const parts = Math.max(1, Math.floor(PICTURES * secondsOfStep));
  const place = Math.round((min + position * (max - min)) * parts) / parts;
  const step = Math.floor(place);
  return [step, Number((place - step).toFixed(3))];
}
