// The newest frame, kept up to date by the changes that travel, and what of each picture changed since it was drawn.

const ARRAYS = { f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, i1: Int8Array, u1: Uint8Array };

export const WHOLE = "whole";

export class Frame {
  constructor() {
    this.seen = null;
    this.changed = new Map(); // picture → WHOLE, or trace → the attributes that changed ("y", "marker.color")
  }

  apply(changes) {
    for (const [path, value] of changes) {
      if (path.length === 0) this.seen = decoded(value);
      else path.slice(0, -1).reduce((place, key) => place[key], this.seen)[path[path.length - 1]] = decoded(value);
      if (path.length === 0 || (path.length === 1 && path[0] === "figures")) this.redraw();
      else if (path[0] === "figures") this.note(path.slice(1));
    }
  }

  note([picture, part, trace, ...attribute]) {
    if (part !== "data" || !attribute.length) this.changed.set(picture, WHOLE);
    if (this.changed.get(picture) === WHOLE) return;
    if (!this.changed.has(picture)) this.changed.set(picture, new Map());
    const traces = this.changed.get(picture);
    traces.set(trace, (traces.get(trace) ?? new Set()).add(attribute.join(".")));
  }

  // Every picture is to be drawn anew.
  redraw() {
    this.changed = new Map(Object.keys(this.seen?.figures ?? {}).map((picture) => [picture, WHOLE]));
  }

  // What is to be drawn now, and from now on counts as drawn.
  take() {
    const { changed } = this;
    this.changed = new Map();
    return changed;
  }
}

function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (value === null || typeof value !== "object") return value;
  if ("bdata" in value) return typedArray(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decoded(item)]));
}

function typedArray({ dtype, bdata, shape }) {
  const text = atob(bdata);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return folded(new ARRAYS[dtype](bytes.buffer), (shape ?? "").split(",").slice(1).map(Number));
}

// Rows of rows, as many as the inner lengths say; plain arrays, because Plotly.animate takes typed ones for objects.
function folded(flat, lengths) {
  if (!lengths.length) return Array.from(flat);
  const size = lengths.reduce((product, length) => product * length, 1);
  return Array.from({ length: flat.length / size }, (_, row) => folded(flat.subarray(row * size, (row + 1) * size), lengths.slice(1)));
}
