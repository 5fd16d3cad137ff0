// The door of the stage: Streamlit calls `mount` when a lesson appears, and again whenever its data or the theme change.
import { Stage } from "./stage.js";

const stages = new WeakMap();

export function mount({ data, parentElement }) {
  const known = stages.get(parentElement);
  if (known && known.data.lesson === data.lesson && known.data.language === data.language) {
    known.retheme();
    return () => leave(parentElement);
  }
  known?.close();
  stages.set(parentElement, new Stage(parentElement, data));
  return () => leave(parentElement);
}

function leave(parentElement) {
  stages.get(parentElement)?.close();
  stages.delete(parentElement);
}
