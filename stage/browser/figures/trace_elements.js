// The elements that Plotly drew for the traces of a plot, found once after each whole drawing, and the traces' axes.

/** @import { Trace } from "../wire.d.ts" */
/** @import { Axis, FullLayout, Plot, TraceNode } from "./plotly.d.ts" */

const LAYERS = { scatter: ".scatterlayer > .trace", bar: ".barlayer > .trace" };

/** @typedef {".js-line" | ".js-fill" | ".points > path" | ".textpoint > text" | ".point > path"} Part of the drawing of a trace */

/** What is drawn in a plot, until it is drawn whole again. */
class DrawnTraces {
  #plot;
  /** @type {Map<string, ReadonlyMap<number, TraceNode>>} layer → trace → its element */
  #layers = new Map();
  /** @type {Map<string, readonly SVGElement[]>} */
  #elements = new Map();

  /** @param {Plot} plot */
  constructor(plot) {
    this.#plot = plot;
  }

  /**
   * Return the elements of a part of a trace, in the order of its points.
   *
   * @param {keyof typeof LAYERS} type of the trace
   * @param {number} index of the trace
   * @param {Part} part
   */
  elements(type, index, part) {
    const key = `${index} ${part}`;
    const known = this.#elements.get(key);
    if (known) return known;
    /** @type {readonly SVGElement[]} */
    const found = [...(this.trace(type, index)?.querySelectorAll(part) ?? [])].filter(isSvg);
    this.#elements.set(key, found);
    return found;
  }

  /**
   * Return all elements of the plot that a selector finds.
   *
   * @param {string} selector
   */
  all(selector) {
    const known = this.#elements.get(selector);
    if (known) return known;
    const found = [...this.#plot.querySelectorAll(selector)].filter(isSvg);
    this.#elements.set(selector, found);
    return found;
  }

  /**
   * Return the element of a trace, if it has one.
   *
   * @param {keyof typeof LAYERS} type
   * @param {number} index
   */
  trace(type, index) {
    return this.#layer(type).get(index);
  }

  /** @param {keyof typeof LAYERS} type */
  #layer(type) {
    const known = this.#layers.get(type);
    if (known) return known;
    /** @type {NodeListOf<TraceNode>} */
    const nodes = this.#plot.querySelectorAll(LAYERS[type]);
    const layer = new Map(Array.from(nodes, (node) => [indexOf(node), node]));
    this.#layers.set(type, layer);
    return layer;
  }
}

/** @type {WeakMap<FullLayout, DrawnTraces>} Plotly makes another full layout whenever it draws */
const drawnTraces = new WeakMap();

/**
 * Return what is drawn in a plot.
 *
 * @param {Plot} plot
 */
export function drawnIn(plot) {
  const layout = plot._fullLayout;
  const known = layout && drawnTraces.get(layout);
  if (known) return known;
  const drawn = new DrawnTraces(plot);
  if (layout) drawnTraces.set(layout, drawn);
  return drawn;
}

/** @param {TraceNode} node */
function indexOf({ __data__: [first] }) {
  return first.trace.index;
}

/** @param {Element} element @returns {element is SVGElement} */
function isSvg(element) {
  return element instanceof SVGElement;
}

/**
 * Return the axes of a trace, or null where nothing is drawn yet.
 *
 * @param {Plot} plot
 * @param {Trace} trace
 * @returns {{ xaxis: Axis, yaxis: Axis } | null}
 */
export function axesOf({ _fullLayout: layout }, { xaxis = "x", yaxis = "y" }) {
  const horizontal = layout && axisOf(layout.xaxis, layout, "x", xaxis);
  const vertical = layout && axisOf(layout.yaxis, layout, "y", yaxis);
  return horizontal && vertical ? { xaxis: horizontal, yaxis: vertical } : null;
}

/**
 * @param {Axis} first
 * @param {NonNullable<Plot["_fullLayout"]>} layout
 * @param {"x" | "y"} letter
 * @param {string} name "x" or "x2"
 */
function axisOf(first, layout, letter, name) {
  return name === letter ? first : layout[`${letter}axis${Number(name.slice(1))}`];
}

/**
 * Set an attribute where it differs.
 *
 * @param {Element} target
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(target, name, value) {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}
