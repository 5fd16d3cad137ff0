// The size of a plot where the browser tells it to Plotly, which else follows its place a tenth of a second later.

/** @import { Trace } from "../wire.d.ts" */
/** @import { Layout, Plot, PlotlyLibrary } from "./plotly.d.ts" */

/**
 * Return the size of a plot's place, as a part of a layout; nothing while it has none.
 *
 * @param {HTMLElement} place
 * @returns {{ width?: number, height?: number }}
 */
export function sizeOfPlace({ clientWidth: width, clientHeight: height }) {
  return width && height ? { width, height } : {};
}

/**
 * Draw a plot whole. In another size a legend can have other rows, and stands right only when one more drawing follows, of
 * something else: Plotly does not draw the same again.
 *
 * @param {PlotlyLibrary} plotly
 * @param {Plot} plot
 * @param {readonly Trace[]} data
 * @param {Layout} layout
 * @param {object} config
 */
export function drawPlot(plotly, plot, data, layout, config) {
  const { width, height } = layout;
  const before = plot._fullLayout ?? layout;
  const isResized = width && (width !== before.width || height !== before.height);
  /** @param {Layout} sized */
  const draw = (sized) =>
    plotly.react(plot, data, sized, config).catch((error) => {
      if (plot.isConnected) throw error; // of a plot that was taken away meanwhile nothing is left to draw
    });
  if (isResized && plot.querySelector(".legend")) draw({ ...layout, width: width - 1 });
  draw(layout);
}
