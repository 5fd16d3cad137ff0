// Images for a PDF: those of a picture, and texts whose letters have no outlines.

import { element, svgElement } from "../../dom.js";

/**
 * @typedef {object} Pixels where an image is in its part of the picture, and what it shows
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {ImageData} data
 */

const TEXT_SCALE = 8; // pixels for each unit of the picture: 480 in an inch of the page
const SMOOTH_SCALE = 8; // a picture of a few cells that a browser draws smoothly; programs for PDF would show the cells
const MAX_PIXELS = 2048; // of an image, along each side
const ROOM = 2; // units around a text, for what reaches out of its box

/**
 * Return a text as an image, drawn as the PNG of the picture draws it: with the same font where the page's has no letter.
 *
 * @param {SVGTextElement} text that is on the page
 * @returns {Promise<Pixels | null>}
 */
export async function textPixels(text) {
  const box = text.getBBox();
  if (!box.width || !box.height) return null;
  const [x, y] = [box.x - ROOM, box.y - ROOM];
  const [width, height] = [box.width + 2 * ROOM, box.height + 2 * ROOM].map(Math.ceil);
  if (!width || !height) return null;
  const size = { width: width * TEXT_SCALE, height: height * TEXT_SCALE };
  const alone = /** @type {SVGTextElement} */ (text.cloneNode(true));
  alone.removeAttribute("transform");
  const picture = svgElement("svg", { viewBox: `${x} ${y} ${width} ${height}`, ...size }, alone);
  const source = new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
  const image = element("img", { src: URL.createObjectURL(source) });
  try {
    await image.decode();
    const context = contextOf(size.width, size.height);
    if (!context) return null;
    context.drawImage(image, 0, 0, size.width, size.height);
    return { x, y, width, height, data: context.getImageData(0, 0, size.width, size.height) };
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/**
 * Return an image of the picture.
 *
 * @param {SVGImageElement} image
 * @returns {Promise<Pixels | null>}
 */
export async function imagePixels(image) {
  const source = element("img", { src: image.href.baseVal });
  await source.decode();
  const { naturalWidth, naturalHeight } = source;
  const isSmooth = getComputedStyle(image).imageRendering === "auto";
  const longest = Math.max(naturalWidth, naturalHeight, 1);
  const scale = isSmooth ? Math.max(1, Math.min(SMOOTH_SCALE, Math.floor(MAX_PIXELS / longest))) : 1;
  const context = contextOf(naturalWidth * scale, naturalHeight * scale);
  if (!context) return null;
  context.drawImage(source, 0, 0, naturalWidth * scale, naturalHeight * scale);
  const { x, y, width, height } = image;
  const place = { x: x.baseVal.value, y: y.baseVal.value, width: width.baseVal.value, height: height.baseVal.value };
  return { ...place, data: context.getImageData(0, 0, context.canvas.width, context.canvas.height) };
}

/**
 * @param {number} width
 * @param {number} height
 */
function contextOf(width, height) {
  if (!width || !height) return null;
  return element("canvas", { width, height }).getContext("2d");
}

/**
 * Return the colours of an image without their opacities, and the opacities; null where all is opaque. What is wholly
 * transparent is white: programs mix the colours of pixels beside each other.
 *
 * @param {ImageData} image
 */
export function separated({ data, width, height }) {
  const count = width * height;
  const [colours, opacities] = [new Uint8Array(3 * count), new Uint8Array(count)];
  for (let index = 0; index < count; index += 1) {
    const opacity = data[4 * index + 3] ?? 0;
    for (let channel = 0; channel < 3; channel += 1)
      colours[3 * index + channel] = opacity ? (data[4 * index + channel] ?? 0) : 255;
    opacities[index] = opacity;
  }
  return { colours, opacities: opacities.every((opacity) => opacity === 255) ? null : opacities };
}
