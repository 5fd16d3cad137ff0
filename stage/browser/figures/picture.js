// A figure as a picture for a slide: 16:9, light whatever the page's theme, with its title and the lesson's address.
//
// It is drawn anew and not copied from the screen, in a small layout (800 x 450 units) that is then enlarged: so letters,
// lines and marks grow together, and are legible from the back of a hall.

import { element, svgElement } from "../dom.js";
import { classesOf, hasClassRows } from "./figure_conventions.js";
import { outlineTexts } from "./outlines.js";

/** @import { FigureLayout, FigureSpec, Template, Trace } from "../wire.d.ts" */
/** @import { PlotlyLibrary } from "./plotly.d.ts" */

const RATIO = 16 / 9;
const SVG_WIDTH = 1600;
const PNG_WIDTH = 2560;
const FOOTER_COLOUR = "#5b6270";
const CONFIG = { displayModeBar: false };

// In units of the layout.
const HEIGHT = 450;
const PADDING = 16;
const TITLE_HEIGHT = 44;
const TITLE_SIZE = 20;
const LEGEND_SIZE = 14;
const STANDOFF = 4; // of tick labels
const FOOTER_HEIGHT = 28;
const FOOTER_SIZE = 10; // of letters, where the layout is not higher than HEIGHT
const ROW_HEIGHT = 38; // of a class in a wide figure, as stage.css has it
const ROOM_BESIDE_ROWS = 225; // for title, legend, heads of columns, stacked bars and footer

/**
 * Draw a figure as a slide.
 *
 * @param {FigureSpec} figure
 * @param {string} link the lesson's address
 * @param {{ light: Template, family: string, plotly: PlotlyLibrary }} page
 */
export async function drawPicture({ data, layout }, link, { light, family, plotly }) {
  const height = hasClassRows(layout) ? Math.max(HEIGHT, ROOM_BESIDE_ROWS + ROW_HEIGHT * classesOf(layout)) : HEIGHT;
  const width = height * RATIO;
  const size = { width: width - 2 * PADDING, height: height - PADDING / 2 - FOOTER_HEIGHT };
  const slide = { ...slideLayout(layout, size.height), template: slideTemplate(light, family) };
  const text = await plotly.toImage(
    { data: structuredClone(withLegend(data, layout)), layout: structuredClone(slide), config: CONFIG },
    { format: "svg", ...size, imageDataOnly: true },
  );
  const plot = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  const picture = svgElement(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width: SVG_WIDTH, height: SVG_WIDTH / RATIO },
    svgElement("title", {}, titleOf(layout).replace(/<[^>]*>/g, "")),
    svgElement("rect", { width, height, fill: light.layout.paper_bgcolor }),
    svgElement("g", { transform: `translate(${PADDING} ${PADDING / 2})` }, ...plot.childNodes),
  );
  await onPage(picture, async () => {
    // In Firefox the font's quoted name does not survive Plotly's export.
    for (const label of picture.querySelectorAll("text")) label.style.fontFamily = family;
    addFooter(picture, link, { family, height, width: size.width });
    await outlineTexts(picture);
  });
  return picture;
}

/** @param {FigureLayout} layout */
function titleOf({ title, meta }) {
  return title.text || (meta?.title ?? "");
}

/**
 * Return traces of which those with names are in the legend, lines and marks also where the page shows no legend: beside
 * other figures a figure may do without one, a slide may not.
 *
 * @param {readonly Trace[]} data
 * @param {FigureLayout} layout
 */
function withLegend(data, { showlegend = true }) {
  return data.map((trace) => {
    const isInLegend = trace.name && (showlegend || trace.type === "scatter");
    return isInLegend ? trace : { ...trace, showlegend: false };
  });
}

/**
 * Return the layout with its title on top and the legend in a row of its own below it, where neither covers anything.
 *
 * @param {FigureLayout} layout
 * @param {number} height
 */
function slideLayout(layout, height) {
  const below = {
    xref: "paper",
    x: 0,
    xanchor: "left",
    yref: "container",
    y: 1 - TITLE_HEIGHT / height,
    yanchor: "top",
  };
  return {
    ...layout,
    showlegend: true,
    title: { text: titleOf(layout) },
    margin: { ...layout.margin, t: TITLE_HEIGHT },
    legend: { ...layout.legend, ...below, font: { size: LEGEND_SIZE } },
  };
}

/**
 * Return the template of the light theme in the page's font, with larger titles and room for long labels.
 *
 * @param {Template} template
 * @param {string} family
 * @returns {Template}
 */
function slideTemplate({ layout, ...others }, family) {
  return {
    ...others,
    layout: {
      ...layout,
      font: { ...layout.font, family },
      title: { ...layout.title, font: { size: TITLE_SIZE } },
      xaxis: { ...layout.xaxis, automargin: true, ticklabelstandoff: STANDOFF },
      yaxis: { ...layout.yaxis, automargin: true, ticklabelstandoff: STANDOFF },
    },
  };
}

/**
 * Write the lesson's address below a picture; without its query, which holds the state, where that is too long.
 *
 * @param {SVGSVGElement} picture
 * @param {string} link
 * @param {{ family: string, height: number, width: number }} room
 */
function addFooter(picture, link, { family, height, width }) {
  const fontSize = (FOOTER_SIZE * height) / HEIGHT;
  const style = `font-family: ${family}; font-size: ${fontSize}px; fill: ${FOOTER_COLOUR}; white-space: pre`;
  const text = svgElement("text", { x: PADDING, y: height - FOOTER_SIZE, style }, link);
  picture.append(svgElement("a", { href: link }, text));
  if (text.getComputedTextLength() > width) text.textContent = link.replace(/[?#].*/s, "");
}

/**
 * Do something with a picture while it is on the page, out of sight, where texts can be measured.
 *
 * @template Result
 * @param {SVGSVGElement} picture
 * @param {() => Promise<Result>} action
 */
async function onPage(picture, action) {
  const host = element("div", { ariaHidden: "true" }, picture);
  host.style.cssText = "position: fixed; left: -99999px; top: 0; visibility: hidden";
  document.body.append(host);
  try {
    return await action();
  } finally {
    host.remove();
  }
}

/** @param {SVGSVGElement} picture */
export async function toSvg(picture) {
  return new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
}

/**
 * Write a picture as a PDF of one page.
 *
 * @param {SVGSVGElement} picture
 */
export async function toPdf(picture) {
  const { writePdf } = await import("./pdf/pdf.js"); // few readers need it
  return onPage(picture, () => writePdf([picture]));
}

/**
 * Draw a picture in pixels.
 *
 * @param {SVGSVGElement} picture
 * @returns {Promise<Blob>}
 */
export async function toPng(picture) {
  const [width, height] = [PNG_WIDTH, PNG_WIDTH / RATIO];
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  const image = element("img", { src: URL.createObjectURL(await toSvg(picture)) });
  try {
    await image.decode();
    const canvas = element("canvas", { width, height });
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be drawn"))));
    });
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
