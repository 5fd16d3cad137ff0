// The door of the stage: Streamlit calls `mount` when a lesson appears, and again whenever its data or the theme change.
import { Stage } from "./stage.js";

const stages = new WeakMap();
const latest = new WeakMap();

export function mount({ data, parentElement }) {
  const made = JSON.stringify(data);
  const known = stages.get(parentElement);
  if (known?.made === made) known.retheme();
  else {
    known?.close();
    stages.set(parentElement, Object.assign(new Stage(parentElement, data), { made }));
  }
  // Streamlit may clean up an earlier call after a later one: only the latest may close the stage.
  const call = {};
  latest.set(parentElement, call);
  return () => {
    if (latest.get(parentElement) !== call) return;
    stages.get(parentElement)?.close();
    stages.delete(parentElement);
  };
}
