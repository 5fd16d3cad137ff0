// Scenes of one lesson that share a state are recorded together: a stage cannot tell which of them asks for it.

/** @import { MountData, Scene } from "../wire.d.ts" */

/**
 * @typedef {object} SceneGroup
 * @property {string} lesson
 * @property {readonly Scene[]} scenes
 */

/**
 * Return the queries of the states that a scene begins with: its own, and that of its answer.
 *
 * @param {Scene} scene
 * @param {Pick<MountData, "lessons">} data
 */
export function basesOf({ lesson, state, question }, { lessons }) {
  const own = state || (lessons[lesson]?.presets[0]?.[1] ?? "");
  return [...new Set([own, question?.answer || own])];
}

/**
 * Return the scenes in groups, none of which has a state that another has.
 *
 * @param {readonly Scene[]} scenes
 * @param {Pick<MountData, "lessons">} data
 * @returns {SceneGroup[]}
 */
export function groupsOf(scenes, data) {
  return scenes.reduce((groups, scene) => {
    const bases = new Set(basesOf(scene, data));
    const isAlike = (/** @type {SceneGroup} */ { lesson, scenes: others }) =>
      lesson === scene.lesson && others.some((other) => basesOf(other, data).some((base) => bases.has(base)));
    const joined = groups.filter(isAlike).flatMap((group) => group.scenes);
    const rest = groups.filter((group) => !isAlike(group));
    return [...rest, { lesson: scene.lesson, scenes: [...joined, scene] }];
  }, /** @type {SceneGroup[]} */ ([]));
}
