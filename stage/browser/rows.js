// The rows of the data in a picture: the trace that says so, where its points stand on the screen, and what stands there.
import { element } from "./dom.js";

const ROWS = "rows";
const PLACES = 1000; // places along an axis that a hand can tell apart

export function rowsOf(plot) {
  const trace = plot.data?.find(({ meta }) => meta === ROWS);
  const { xaxis, yaxis } = plot._fullLayout ?? {};
  if (!trace || !xaxis) return null;
  return {
    count: trace.x.length,
    ranges: [xaxis.range, yaxis.range],
    row: (index) => ({ x: trace.x[index], y: trace.y[index], label: trace.marker.color[index] }),
  };
}

// Where on the picture a row stands, in pixels from its corner.
export function placeOf(plot, index) {
  const trace = plot.data?.find(({ meta }) => meta === ROWS);
  const { xaxis, yaxis } = plot._fullLayout ?? {};
  if (!trace || !xaxis || index < 0 || index >= trace.x.length) return null;
  return { left: xaxis._offset + xaxis.d2p(trace.x[index]), top: yaxis._offset + yaxis.d2p(trace.y[index]) };
}

// Where on the picture a pointer is, brought inside the axes.
export function placed(plot, { clientX, clientY }) {
  const size = plot._fullLayout?._size;
  if (!size) return null;
  const box = plot.getBoundingClientRect();
  const [left, top] = [clientX - box.left, clientY - box.top];
  const within = { left: Math.min(Math.max(left, size.l), size.l + size.w), top: Math.min(Math.max(top, size.t), size.t + size.h) };
  return { ...within, inside: within.left === left && within.top === top };
}

// What the axes say there.
export function valueAt(plot, { left, top }) {
  const { xaxis, yaxis } = plot._fullLayout;
  return [rounded(xaxis.p2d(left - xaxis._offset), xaxis.range), rounded(yaxis.p2d(top - yaxis._offset), yaxis.range)];
}

// A value brought within an axis, in as many digits as a hand can set.
export function rounded(value, [low, high]) {
  const digits = Math.max(0, Math.ceil(-Math.log10((high - low) / PLACES)));
  return Number(Math.min(Math.max(value, low), high).toFixed(digits));
}

// The row nearest to a pointer, or -1.
export function indexAt(plot, event, reach) {
  const at = placed(plot, event);
  const count = rowsOf(plot)?.count ?? 0;
  let [nearest, least] = [-1, reach];
  for (let index = 0; index < count; index += 1) {
    const { left, top } = placeOf(plot, index);
    const distance = Math.hypot(left - at.left, top - at.top);
    if (distance < least) [nearest, least] = [index, distance];
  }
  return nearest;
}

// A ring around a point, laid over a picture.
export class Ring {
  constructor(plot, kind) {
    this.plot = plot;
    this.element = element("div", { className: `stage-ring ${kind}`, hidden: true });
    plot.after(this.element);
  }

  show(at) {
    this.element.hidden = !at;
    if (at) this.element.style.translate = `${this.plot.offsetLeft + at.left}px ${this.plot.offsetTop + at.top}px`;
  }
}
