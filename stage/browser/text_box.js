// Text boxes whose text follows from elsewhere, except while a reader types in them.

/**
 * Show a text in a box, unless the reader is typing there.
 *
 * @param {HTMLInputElement} box
 * @param {string} text
 */
export function showText(box, text) {
  box.oninput ??= () => (box.dataset.typing = "");
  box.onblur ??= () => delete box.dataset.typing;
  if (!("typing" in box.dataset) && box.value !== text) box.value = text;
}

/**
 * Return what was typed; from now on the box shows other texts again.
 *
 * @param {HTMLInputElement} box
 */
export function finishTyping(box) {
  delete box.dataset.typing;
  return box.value;
}

/**
 * On Escape, discard what was typed. (A handler that returned false would cancel every other key.)
 *
 * @param {HTMLInputElement} box
 * @param {() => string} text returns what the box shows instead
 */
export function revertOnEscape(box, text) {
  box.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    finishTyping(box);
    showText(box, text());
    box.select();
  };
}

/**
 * Tell whether Ctrl+Z belongs to a text box: a reader is typing there, or it is none of ours.
 *
 * @param {EventTarget | null} target
 */
export function isTextBoxWithOwnUndo(target) {
  if (target instanceof HTMLInputElement && target.closest(".stage")) return "typing" in target.dataset;
  return target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
}
