// The keys that step a slider or a handle.

const PAGE = 10; // steps of Page Up, Page Down, and an arrow with Shift
/** @type {Readonly<Record<string, number>>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE };

/**
 * Return how many steps a key takes, or null for any other key.
 *
 * @param {{ key: string, shiftKey: boolean }} event
 */
export function stepsOfKey({ key, shiftKey }) {
  const steps = STEPS[key];
  if (steps === undefined) return null;
  return shiftKey ? Math.sign(steps) * PAGE : steps;
}
