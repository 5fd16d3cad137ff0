// The newest frame, kept up to date by the changes that arrive, and what of each figure changed since it was drawn.

/** @import { Change, EncodedArray, Frame } from "./wire.d.ts" */

const ARRAYS = { f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, i1: Int8Array, u1: Uint8Array };

/** Everything of a figure changed. */
export const WHOLE = "whole";

/** The key of the changes of the layout, among those of the traces. */
export const LAYOUT = "layout";

/** @typedef {Map<number | typeof LAYOUT, Set<string>>} TraceChanges trace → what changed ("y", "marker.color") */
/** @typedef {typeof WHOLE | TraceChanges} FigureChanges */
/** @typedef {Map<string, FigureChanges>} Changes by the names of the figures */

/** @typedef {Record<string | number, unknown>} Tree any part of a frame that has keys */

/** Collects changes until they are drawn. */
export class FrameStore {
  /** @type {Frame | null} */
  frame = null;
  /** @type {Changes} */
  #changes = new Map();

  /** @param {readonly Change[]} changes */
  apply(changes) {
    for (const [path, encoded] of changes) {
      const value = decoded(encoded);
      const [part, figure] = path;
      const key = path.at(-1);
      if (key === undefined) this.frame = /** @type {Frame} */ (value);
      else parentOf(/** @type {Tree} */ (/** @type {unknown} */ (this.frame)), path)[key] = value;
      if (part === undefined || (part === "figures" && figure === undefined)) this.markAllChanged();
      else if (part === "figures") this.#markChanged(String(figure), path.slice(2));
    }
  }

  /**
   * @param {string} figure
   * @param {readonly (string | number)[]} path of the change inside the figure
   */
  #markChanged(figure, [part, ...path]) {
    const [first, ...rest] = path;
    const key = part === "data" ? Number(first) : LAYOUT;
    const attribute = (part === "data" ? rest : path).filter((name) => typeof name === "string"); // not the rows of a list
    if (!attribute.length) this.#changes.set(figure, WHOLE);
    const changes = this.#changes.get(figure) ?? new Map();
    if (changes === WHOLE) return;
    const attributes = changes.get(key) ?? new Set();
    this.#changes.set(figure, changes.set(key, attributes.add(attribute.join("."))));
  }

  /** Every figure is to be drawn whole. */
  markAllChanged() {
    this.#changes = new Map(Object.keys(this.frame?.figures ?? {}).map((figure) => [figure, WHOLE]));
  }

  /** Return what is to be drawn now; from now on it counts as drawn. */
  takeChanges() {
    const changes = this.#changes;
    this.#changes = new Map();
    return changes;
  }
}

/**
 * @param {Tree} tree
 * @param {readonly (string | number)[]} path
 * @returns {Tree}
 */
function parentOf(tree, path) {
  return path.slice(0, -1).reduce((parent, key) => /** @type {Tree} */ (parent[key]), tree);
}

/**
 * Return a value of the wire with its arrays decoded.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== "object") return value;
  if ("bdata" in value) return decodedArray(/** @type {EncodedArray} */ (value));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoded(item)]));
}

/** @param {EncodedArray} array */
function decodedArray({ dtype, bdata, shape }) {
  const text = atob(bdata);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return nested(new ARRAYS[dtype](bytes.buffer), (shape ?? "").split(",").slice(1).map(Number));
}

/**
 * Return a flat array as arrays of arrays. (Plain ones: Plotly.animate takes typed arrays for objects.)
 *
 * @param {InstanceType<typeof ARRAYS[keyof typeof ARRAYS]>} flat
 * @param {readonly number[]} innerLengths of all dimensions but the first
 * @returns {unknown[]}
 */
function nested(flat, innerLengths) {
  if (!innerLengths.length) return Array.from(flat);
  const size = innerLengths.reduce((product, length) => product * length, 1);
  return Array.from({ length: flat.length / size }, (_, index) =>
    nested(flat.subarray(index * size, (index + 1) * size), innerLengths.slice(1)),
  );
}
