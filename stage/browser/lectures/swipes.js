// A finger that is drawn across the screen goes to the next scene, or back; on a control or a picture it does what it does there.

const MIN_LENGTH = 60; // pixels
const MAX_SLOPE = 0.6; // of the way
const OWN_TOUCH = "input, select, textarea, button, a, .stage-control, .stage-handle, .stage-plot";

/**
 * @param {HTMLElement} host
 * @param {(move: "next" | "previous") => void} onSwipe
 */
export function listenToSwipes(host, onSwipe) {
  /** @type {{ id: number, x: number, y: number } | null} */
  let start = null;
  host.addEventListener("pointerdown", ({ pointerId: id, pointerType, clientX: x, clientY: y, target, isPrimary }) => {
    const isFree = target instanceof Element && !target.closest(OWN_TOUCH);
    start = pointerType === "touch" && isPrimary && isFree ? { id, x, y } : null;
  });
  host.addEventListener("pointerup", ({ pointerId, clientX, clientY }) => {
    if (pointerId !== start?.id) return;
    const [right, down] = [clientX - start.x, clientY - start.y];
    start = null;
    if (Math.abs(right) < MIN_LENGTH || Math.abs(down) > MAX_SLOPE * Math.abs(right)) return;
    onSwipe(right < 0 ? "next" : "previous");
  });
  host.addEventListener("pointercancel", () => (start = null));
}
