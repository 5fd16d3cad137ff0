// The handle by which a scene is moved to another place in the list, by dragging or with the arrow keys.

import { element } from "../dom.js";

/**
 * @param {HTMLElement} item of the list
 * @param {string} label
 * @param {number} index of the item
 * @param {(to: number) => void} onMove
 */
export function makeGrip(item, label, index, onMove) {
  const grip = element("button", { type: "button", className: "scene-grip", textContent: "⠿", title: label });
  grip.setAttribute("aria-label", label);
  grip.onkeydown = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(index + step);
  };
  grip.onpointerdown = (event) => {
    if (event.button) return;
    grip.setPointerCapture(event.pointerId);
    item.classList.add("is-dragged");
  };
  grip.onpointermove = ({ clientY }) => {
    if (item.classList.contains("is-dragged")) follow(item, clientY);
  };
  grip.onpointerup = () => {
    if (!item.classList.contains("is-dragged")) return;
    item.classList.remove("is-dragged");
    const to = [...(item.parentElement?.children ?? [])].indexOf(item);
    if (to !== index) onMove(to);
  };
  grip.onpointercancel = () => {
    item.classList.remove("is-dragged");
    restore(item, index);
  };
  return grip;
}

/**
 * Put an item where the pointer is among the others.
 *
 * @param {HTMLElement} item
 * @param {number} y
 */
function follow(item, y) {
  const list = item.parentElement;
  const others = [...(list?.children ?? [])].filter((other) => other !== item);
  const after = others.find((other) => {
    const { top, height } = other.getBoundingClientRect();
    return y < top + height / 2;
  });
  if (item.nextElementSibling !== (after ?? null)) move(item, after ?? null);
}

/**
 * @param {HTMLElement} item
 * @param {number} index
 */
function restore(item, index) {
  const others = [...(item.parentElement?.children ?? [])].filter((other) => other !== item);
  move(item, others[index] ?? null);
}

/**
 * Move the others round it: an element that is taken out of the page loses its pointer.
 *
 * @param {HTMLElement} item
 * @param {Element | null} before
 */
function move(item, before) {
  const list = item.parentElement;
  if (!list) return;
  const others = [...list.children].filter((other) => other !== item);
  const place = before ? others.indexOf(before) : others.length;
  for (const other of others.slice(0, place)) list.insertBefore(other, item);
  for (const other of others.slice(place).toReversed()) item.after(other);
}
