// Frames that share what is the same: changes are applied to copies, and found again between any two frames.
//
// Arrays stay as they are on the wire, so that nothing of their numbers is read or rounded on the way.

/** @import { Change } from "../wire.d.ts" */

/** @typedef {Readonly<Record<string, unknown>>} Tree */

/**
 * Return the frame that changes lead to; the one before stays as it is.
 *
 * @param {unknown} frame null: none yet
 * @param {readonly Change[]} changes
 * @returns {unknown}
 */
export function withChanges(frame, changes) {
  return changes.reduce((tree, [path, value]) => withValue(tree, path, value), frame);
}

/**
 * @param {unknown} tree
 * @param {readonly (string | number)[]} path
 * @param {unknown} value
 * @returns {unknown}
 */
function withValue(tree, [key, ...rest], value) {
  if (key === undefined) return value;
  if (Array.isArray(tree)) return tree.with(Number(key), withValue(tree[Number(key)], rest, value));
  const before = /** @type {Tree} */ (tree);
  return { ...before, [key]: withValue(before[key], rest, value) };
}

/**
 * Return what has to be set in the old frame to make it the new one, as `stage/encoding.py` does.
 *
 * @param {unknown} before null: there is none
 * @param {unknown} after
 * @returns {Change[]}
 */
export function changesBetween(before, after) {
  /** @type {Change[]} */
  const changes = [];
  compare(before, after, [], changes);
  return changes;
}

/**
 * @param {unknown} before
 * @param {unknown} after
 * @param {readonly (string | number)[]} path
 * @param {Change[]} changes
 */
function compare(before, after, path, changes) {
  if (before === after) return;
  if (!isContainer(before) || !isContainer(after) || !haveSameKeys(before, after)) {
    if (JSON.stringify(before) !== JSON.stringify(after)) changes.push([path, after]);
    return;
  }
  const isList = Array.isArray(after);
  for (const key of Object.keys(after))
    compare(before[key], after[key], [...path, isList ? Number(key) : key], changes);
}

/**
 * Return whether a value is compared part by part: no list of plain numbers or texts, and no array of the wire.
 *
 * @param {unknown} value
 * @returns {value is Tree}
 */
function isContainer(value) {
  if (typeof value !== "object" || value === null || "bdata" in value) return false;
  return !Array.isArray(value) || value.some((item) => typeof item === "object" && item !== null);
}

/**
 * @param {Tree} before
 * @param {Tree} after
 */
function haveSameKeys(before, after) {
  if (Array.isArray(before) !== Array.isArray(after)) return false;
  return Object.keys(before).join("\n") === Object.keys(after).join("\n");
}
