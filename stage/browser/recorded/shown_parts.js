// What of a frame scenes show: only that is recorded.

/** @import { FigureLayout, FigureMeta, Frame, Scene } from "../wire.d.ts" */

/**
 * Return a frame with the figures of scenes alone, without what presenter mode does not show and without the handles of
 * controls that are not recorded: what cannot be answered cannot be dragged.
 *
 * @param {Frame} frame
 * @param {readonly Scene[]} scenes
 * @param {ReadonlySet<string>} recorded the names of controls
 * @returns {Frame}
 */
export function shownParts(frame, scenes, recorded) {
  const kept = figuresOf(frame, scenes).map((name) => {
    const { data, layout } = /** @type {Frame["figures"][string]} */ (frame.figures[name]);
    return [name, { data, layout: withoutHandles(layout, recorded) }];
  });
  return { ...frame, figures: Object.fromEntries(kept), tables: {}, notes: [], links: [], cards: [], notice: "" };
}

/**
 * Return the names of the figures that scenes show, in the order of the frame.
 *
 * @param {Frame} frame
 * @param {readonly Scene[]} scenes
 */
export function figuresOf({ figures }, scenes) {
  const [first = ""] = Object.keys(figures);
  const shown = new Set(
    scenes.flatMap((scene) => {
      const present = scene.figures.filter((name) => name in figures);
      return present.length ? present : [first];
    }),
  );
  return Object.keys(figures).filter((name) => shown.has(name));
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
