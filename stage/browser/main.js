// The entry point: Streamlit calls `mount` when a lesson appears, and again whenever its data or the theme change.

import { useChinesePunctuation } from "./chinese_punctuation.js";
import { READY, pythonWorker } from "./python/python_worker.js";
import { PresenterMode } from "./presenter/presenter_mode.js";
import { Synchronizer } from "./synchronizer.js";
import { View } from "./view.js";

/** @import { MountData } from "./wire.d.ts" */

/** @typedef {{ json: string, view: View, synchronizer: Synchronizer, presenterMode: PresenterMode }} Stage */

/** @type {WeakMap<HTMLElement, Stage>} */
const stages = new WeakMap();
/** @type {WeakMap<HTMLElement, object>} */
const latestCalls = new WeakMap();

/**
 * Put a lesson on the page.
 *
 * @param {{ data: MountData, parentElement: HTMLElement }} component
 * @returns {() => void} takes the lesson off the page
 */
export function mount({ data, parentElement }) {
  const json = JSON.stringify(data);
  const present = stages.get(parentElement);
  if (present?.json === json) present.synchronizer.setTheme();
  else {
    if (present) close(present);
    useChinesePunctuation();
    const view = new View(parentElement, data);
    const synchronizer = new Synchronizer(view, data);
    const presenterMode = new PresenterMode(view, data);
    stages.set(parentElement, { json, view, synchronizer, presenterMode });
    Promise.all([view.styled, presenterMode.opened]).finally(() => view.show());
  }
  // Streamlit may clean up an earlier call after a later one: only the latest may close the stage.
  const call = {};
  latestCalls.set(parentElement, call);
  return () => {
    const stage = stages.get(parentElement);
    if (latestCalls.get(parentElement) !== call || !stage) return;
    close(stage);
    stages.delete(parentElement);
  };
}

/**
 * Wait until Python in this browser is ready; it is started when a lesson first needs it.
 *
 * @param {string} address of its worker
 * @returns {Promise<void>}
 */
export function pythonIsReady(address) {
  const python = pythonWorker(address);
  if (python.isReady) return Promise.resolve();
  return new Promise((resolve) => python.addEventListener(READY, () => resolve(), { once: true }));
}

/** @param {Stage} stage */
function close({ view, synchronizer, presenterMode }) {
  presenterMode.close();
  synchronizer.close();
  view.close();
}
