// The image of a smoothed heatmap: a pixel for each cell, stretched by the browser.

/** @import { Trace } from "../wire.d.ts" */

/** @typedef {readonly number[]} Colour red, green, blue and opacity, from 0 to 255 */

const canvas = document.createElement("canvas");

/**
 * Return the image of a trace whose `z` are whole numbers, as a data URL.
 *
 * @param {Trace} trace
 */
export function imageOf({ z = [], zmin = 0, zmax = 1, colorscale = [] }) {
  const height = z.length;
  const width = z[0]?.length ?? 0;
  // One canvas for all images: to make another takes as long as to fill it. Read back, it is best kept in memory.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to draw on");
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = pixelsOf(colorscale, zmin, zmax);
  z.forEach((levels, row) => {
    const offset = (height - 1 - row) * width;
    for (let column = 0; column < width; column += 1) pixels[offset + column] = colours[levels[column] ?? -1] ?? 0;
  });
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

/**
 * Return the colour of a number on a scale.
 *
 * @param {{ cmin: number, cmax: number, colorscale: NonNullable<Trace["colorscale"]> }} scale
 * @param {number} value
 */
export function colourAt({ cmin, cmax, colorscale }, value) {
  const stops = stopsOf(colorscale);
  const share = Math.min(1, Math.max(0, (value - cmin) / (cmax - cmin)));
  return `rgb(${interpolated(stops, share).join(",")})`;
}

/** @type {Map<string, readonly number[]>} */
const knownPixels = new Map();

/**
 * Return the pixel of every whole number from `zmin` to `zmax`: its four bytes as one number.
 *
 * @param {NonNullable<Trace["colorscale"]>} colorscale
 * @param {number} zmin
 * @param {number} zmax
 */
function pixelsOf(colorscale, zmin, zmax) {
  const key = JSON.stringify([colorscale, zmin, zmax]);
  const known = knownPixels.get(key);
  if (known) return known;
  const stops = stopsOf(colorscale);
  /** @type {number[]} */
  const pixels = [];
  for (let level = zmin; level <= zmax; level += 1) {
    const colour = interpolated(stops, (level - zmin) / (zmax - zmin));
    const [red = 0, green = 0, blue = 0, opacity = 255] = colour;
    [pixels[level] = 0] = new Uint32Array(Uint8ClampedArray.of(red, green, blue, opacity).buffer);
  }
  knownPixels.set(key, pixels);
  return pixels;
}

/** @type {WeakMap<object, readonly { share: number, colour: Colour }[]>} */
const knownStops = new WeakMap();

/** @param {NonNullable<Trace["colorscale"]>} colorscale */
function stopsOf(colorscale) {
  const known = knownStops.get(colorscale);
  if (known) return known;
  const stops = colorscale.map(([share, text]) => ({ share, colour: parsedColour(text) }));
  knownStops.set(colorscale, stops);
  return stops;
}

/**
 * @param {string} text "rgba(0,114,178,0.06)" or "#0072b2"
 * @returns {Colour}
 */
function parsedColour(text) {
  if (text.startsWith("#")) return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  return (text.match(/[\d.]+/g) ?? []).map((part, index) => Number(part) * (index === 3 ? 255 : 1));
}

/**
 * @param {readonly { share: number, colour: Colour }[]} stops
 * @param {number} share
 * @returns {Colour}
 */
function interpolated(stops, share) {
  const next = Math.max(
    1,
    stops.findIndex((stop) => stop.share >= share - 1e-9),
  );
  const [from, to] = [stops[next - 1], stops[next]];
  if (!from || !to) throw new Error("a colour scale has at least two stops");
  const weight = (share - from.share) / (to.share - from.share);
  return from.colour.map((part, index) => Math.round(part + ((to.colour[index] ?? part) - part) * weight));
}
