// The buttons of a figure that save it as a picture, and its numbers.

import { element, format, saveBlob } from "../dom.js";
import { makeNumberButton } from "../number_button.js";
import { notify, requestLink } from "../events.js";
import { drawPicture, toPdf, toPng, toSvg } from "./picture.js";

/** @import { FigureSpec, Template, Words } from "../wire.d.ts" */
/** @import { PlotlyLibrary } from "./plotly.d.ts" */

const FORMATS = { PNG: toPng, SVG: toSvg, PDF: toPdf };

/**
 * Make the buttons.
 *
 * @param {string} name of the figure
 * @param {string} title what the figure is called
 * @param {() => FigureSpec | null} present returns the figure as it is now
 * @param {{ light: Template, plotly: PlotlyLibrary, words: Words }} page
 */
export function makeSaveButtons(name, title, present, { light, plotly, words }) {
  const buttons = Object.entries(FORMATS).map(([fileFormat, write]) => {
    const label = format(words.save_figure, { title, format: fileFormat });
    const button = element("button", { type: "button", textContent: fileFormat, "aria-label": label });
    button.onclick = async () => {
      const figure = present();
      if (!figure) return;
      button.disabled = true;
      try {
        const family = getComputedStyle(button).fontFamily;
        const picture = await drawPicture(figure, requestLink(button), { light, family, plotly });
        saveBlob(`softmax-lab-${name}.${fileFormat.toLowerCase()}`, await write(picture));
      } catch {
        notify(button, words.download_failed, true);
      }
      button.disabled = false;
    };
    return button;
  });
  return element("div", { className: "stage-save" }, ...buttons, makeNumberButton(`figures.${name}`, title, words));
}
