// The handles of a figure that set numbers: of a vector by bars, of sliders by points; and the options among its points.

import { Choice } from "../controls/choice.js";
import { Slider } from "../controls/slider.js";
import { Vector } from "../controls/vector.js";
import { BarHandles } from "./bar_handles.js";
import { MarkerHandle } from "./marker_handles.js";
import { OptionMarks } from "./option_marks.js";

/** @import { Panel } from "../controls/panel.js" */
/** @import { FigureLayout, Words } from "../wire.d.ts" */
/** @import { Plot } from "./plotly.d.ts" */

/**
 * Return the handles that a figure asks for.
 *
 * @param {Plot} plot
 * @param {FigureLayout} layout
 * @param {Panel} panel
 * @param {Words} words
 */
export function numberHandles(plot, { meta }, panel, words) {
  const temperature = (/** @type {string} */ name) => () => (name ? panel.number(name) : 1);
  const bars = (meta?.handles ?? []).flatMap((spec) => {
    const vector = panel.control(spec.control);
    return vector instanceof Vector ? new BarHandles(plot, spec, vector, temperature(spec.temperature), words) : [];
  });
  const markers = (meta?.markers ?? []).map((spec) => {
    const [x = null, y = null] = [spec.x, spec.y].map((name) => asSlider(panel.control(name)));
    return new MarkerHandle(plot, spec, { x, y }, words);
  });
  const options = (meta?.options ?? []).flatMap((spec) => {
    const choice = panel.control(spec.control);
    return choice instanceof Choice ? new OptionMarks(plot, spec, choice) : [];
  });
  return [...bars, ...markers, ...options];
}

/** @param {unknown} control */
function asSlider(control) {
  return control instanceof Slider ? control : null;
}
