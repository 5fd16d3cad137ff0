// What a picture on the page paints, in the operators of PDF; the picture is an SVG as `picture.js` makes it.
//
// Letters are outlines by then. A character that has none, Chinese for example, becomes a small image of itself, sharp
// enough for paper; so does nothing else but what already is an image.

import { imagePixels, textPixels } from "./pixels.js";
import { number, pathOperators } from "./path_commands.js";

/** @import { Pixels } from "./pixels.js" */

/** @typedef {{ rectangle: readonly number[], address: string }} PdfLink */

const CAPS = { butt: 0, round: 1, square: 2 };
const JOINS = { miter: 0, round: 1, bevel: 2 };
const SKIPPED = new Set(["defs", "clipPath", "title", "style", "metadata"]);

/** The operators that paint a page, and what they need: images and opacities by their names. */
export class PageContent {
  /** @type {string[]} */
  operators = [];
  /** @type {Map<string, string>} the entries of graphics states, by name */
  states = new Map();
  /** @type {Pixels[]} */
  images = [];
  /** @type {PdfLink[]} in the units of the picture */
  links = [];
  #picture;
  /** @type {Map<Element, Pixels | null>} of images and texts */
  #pixels = new Map();

  /** @param {SVGSVGElement} picture that is on the page */
  constructor(picture) {
    this.#picture = picture;
  }

  async paint() {
    const parts = [...this.#picture.querySelectorAll("image, text")];
    const pixels = await Promise.all(
      parts.map((part) => {
        if (part instanceof SVGImageElement) return imagePixels(part);
        return part instanceof SVGTextElement ? textPixels(part) : null;
      }),
    );
    this.#pixels = new Map(parts.map((part, index) => [part, pixels[index] ?? null]));
    this.#paintChildren(this.#picture, 1);
    return this;
  }

  /**
   * @param {Element} parent
   * @param {number} opacity of all that it is in
   */
  #paintChildren(parent, opacity) {
    for (const child of parent.children) {
      if (child instanceof SVGGraphicsElement && !SKIPPED.has(child.tagName)) this.#paint(child, opacity);
    }
  }

  /**
   * @param {SVGGraphicsElement} shape
   * @param {number} outerOpacity
   */
  #paint(shape, outerOpacity) {
    const style = getComputedStyle(shape);
    const isHidden = style.display === "none" || shape.style.visibility === "hidden";
    const opacity = outerOpacity * Number(style.opacity);
    if (isHidden || !opacity) return;
    this.operators.push("q");
    const matrix = shape.transform.baseVal.consolidate()?.matrix;
    if (matrix) this.operators.push(`${matrixNumbers(matrix)} cm`);
    this.#clip(shape, style);
    const pixels = this.#pixels.get(shape);
    if (pixels !== undefined) this.#place(pixels, opacity);
    else if (shape instanceof SVGGeometryElement) this.#fillAndStroke(shape, style, opacity);
    else this.#paintChildren(shape, opacity);
    if (shape instanceof SVGAElement) this.#link(shape);
    this.operators.push("Q");
  }

  /**
   * @param {SVGGraphicsElement} shape
   * @param {CSSStyleDeclaration} style
   */
  #clip(shape, { clipPath }) {
    const id = /#([^"')]+)/.exec(clipPath || (shape.getAttribute("clip-path") ?? ""))?.[1];
    const clip = id && this.#picture.querySelector(`#${CSS.escape(id)}`);
    if (!clip) return;
    const paths = [...clip.children].map((child) => pathOperators(outlineOf(child)));
    if (paths.length) this.operators.push(...paths, "W n");
  }

  /**
   * @param {SVGGeometryElement} shape
   * @param {CSSStyleDeclaration} style
   * @param {number} opacity
   */
  #fillAndStroke(shape, style, opacity) {
    const path = pathOperators(outlineOf(shape));
    const [fill, stroke] = [colourOf(style.fill), colourOf(style.stroke)];
    const width = parseFloat(style.strokeWidth);
    const [fillAlpha, strokeAlpha] = [
      (fill?.alpha ?? 0) * Number(style.fillOpacity) * opacity,
      width ? (stroke?.alpha ?? 0) * Number(style.strokeOpacity) * opacity : 0,
    ];
    if (!path || (!fillAlpha && !strokeAlpha)) return;
    this.#useOpacity(fillAlpha, strokeAlpha);
    if (fillAlpha) this.operators.push(`${fill?.numbers} rg`);
    if (strokeAlpha) this.operators.push(`${stroke?.numbers} RG ${number(width)} w`, lineOperators(style));
    const isEvenOdd = style.fillRule === "evenodd" ? "*" : "";
    const paint = fillAlpha ? `${strokeAlpha ? "B" : "f"}${isEvenOdd}` : "S";
    this.operators.push(path, paint);
  }

  /**
   * @param {Pixels | null} pixels
   * @param {number} opacity
   */
  #place(pixels, opacity) {
    if (!pixels) return;
    const { x, y, width, height } = pixels;
    this.images.push(pixels);
    this.#useOpacity(opacity, opacity);
    // An image of PDF fills the unit square upwards.
    const matrix = [width, 0, 0, -height, x, y + height].map(number).join(" ");
    this.operators.push(`${matrix} cm /I${this.images.length} Do`);
  }

  /**
   * @param {number} fill
   * @param {number} stroke
   */
  #useOpacity(fill, stroke) {
    const entries = `/ca ${number(fill)} /CA ${number(stroke)}`;
    const known = [...this.states].find(([, present]) => present === entries)?.[0];
    const name = known ?? `G${this.states.size + 1}`;
    this.states.set(name, entries);
    this.operators.push(`/${name} gs`);
  }

  /** @param {SVGAElement} link */
  #link(link) {
    const { x, y, width, height } = link.getBBox();
    this.links.push({ rectangle: [x, y, x + width, y + height], address: link.href.baseVal });
  }
}

/** @param {DOMMatrix | SVGMatrix} matrix */
function matrixNumbers({ a, b, c, d, e, f }) {
  return [a, b, c, d, e, f].map(number).join(" ");
}

/**
 * Return the outline of a shape as the text of a path.
 *
 * @param {Element} shape
 */
function outlineOf(shape) {
  const of = (/** @type {string} */ name) => parseFloat(shape.getAttribute(name) ?? "0") || 0;
  if (shape.tagName === "path") return shape.getAttribute("d") ?? "";
  if (shape.tagName === "rect") {
    const [x, y, width, height] = ["x", "y", "width", "height"].map(of);
    return width && height ? `M${x},${y}h${width}v${height}h${-width}Z` : "";
  }
  if (shape.tagName === "line") return `M${of("x1")},${of("y1")}L${of("x2")},${of("y2")}`;
  if (shape.tagName === "circle") {
    const [x, y, r] = [of("cx"), of("cy"), of("r")];
    return `M${x - r},${y}A${r},${r} 0 1,1 ${x + r},${y}A${r},${r} 0 1,1 ${x - r},${y}Z`;
  }
  return "";
}

/** @param {CSSStyleDeclaration} style */
function lineOperators({ strokeLinecap, strokeLinejoin, strokeMiterlimit, strokeDasharray }) {
  const cap = CAPS[/** @type {keyof typeof CAPS} */ (strokeLinecap)] ?? 0;
  const join = JOINS[/** @type {keyof typeof JOINS} */ (strokeLinejoin)] ?? 0;
  const dashes = strokeDasharray === "none" ? [] : strokeDasharray.split(/[\s,]+/).map(parseFloat);
  const pattern = dashes.some((length) => length > 0) ? dashes.map(number).join(" ") : "";
  return `${cap} J ${join} j ${number(Math.max(1, Number(strokeMiterlimit)))} M [${pattern}] 0 d`;
}

/**
 * Return a colour as PDF writes it, and its opacity; null for none.
 *
 * @param {string} computed
 */
function colourOf(computed) {
  const [red, green, blue, alpha = 1] = (computed.match(/^rgba?\((.*)\)/)?.[1] ?? "").split(/[\s,/]+/).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return null;
  return { numbers: [red, green, blue].map((share) => number(share / 255)).join(" "), alpha };
}
