// What of a frame a scene shows: only that is recorded.

/** @import { FigureLayout, FigureMeta, Frame } from "../wire.d.ts" */

const MAX_FIGURES = 2;

/**
 * Return a frame with the figures of a scene alone, without what presenter mode does not show and without the handles of
 * controls that are not recorded: what cannot be answered cannot be dragged.
 *
 * @param {Frame} frame
 * @param {readonly string[]} figures their names; none: the lesson's first one
 * @param {ReadonlySet<string>} recorded the names of controls
 * @returns {Frame}
 */
export function shownParts(frame, figures, recorded) {
  const names = figuresOf(frame, figures);
  const kept = names.map((name) => {
    const { data, layout } = /** @type {Frame["figures"][string]} */ (frame.figures[name]);
    return [name, { data, layout: withoutHandles(layout, recorded) }];
  });
  return { ...frame, figures: Object.fromEntries(kept), tables: {}, notes: [], links: [], cards: [], notice: "" };
}

/**
 * Return the names of the figures that are shown.
 *
 * @param {Frame} frame
 * @param {readonly string[]} figures
 */
export function figuresOf(frame, figures) {
  const present = figures.filter((name) => name in frame.figures).slice(0, MAX_FIGURES);
  return present.length ? present : Object.keys(frame.figures).slice(0, 1);
}

/**
 * @param {FigureLayout} layout
 * @param {ReadonlySet<string>} recorded
 */
function withoutHandles(layout, recorded) {
  if (!layout.meta) return layout;
  const { handles = [], markers = [], options = [], ...others } = layout.meta;
  const meta = Object.fromEntries(Object.entries(others).filter(([name, value]) => isKept(name, value, recorded)));
  /** @type {FigureMeta} */
  const kept = {
    ...meta,
    handles: handles.filter(({ control }) => recorded.has(control)),
    markers: markers.filter(({ x, y }) => [x, y].every((name) => !name || recorded.has(name))),
    options: options.filter(({ control }) => recorded.has(control)),
  };
  return { ...layout, meta: kept };
}

/**
 * @param {string} name of an entry of `meta`
 * @param {unknown} value
 * @param {ReadonlySet<string>} recorded
 */
function isKept(name, value, recorded) {
  if (name === "model") return false;
  const isChoice = name === "scrubbed" || name.endsWith("_choice");
  return !isChoice || recorded.has(String(value));
}
