// One tab stop for many buttons: the arrow keys go from one to the next.

const STEPS = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
]);

/**
 * Move the focus between the enabled buttons of an element, and the tab stop with it.
 *
 * @param {KeyboardEvent} event
 * @param {Element} parent
 */
export function moveFocus(event, parent) {
  const buttons = [...parent.querySelectorAll("button")].filter((button) => !button.disabled);
  const at = buttons.findIndex((button) => button === document.activeElement);
  const step = STEPS.get(event.key);
  const ends = new Map([
    ["Home", 0],
    ["End", buttons.length - 1],
  ]);
  const next = step === undefined ? ends.get(event.key) : (at + step + buttons.length) % buttons.length;
  const button = next === undefined ? undefined : buttons[next];
  if (at < 0 || !button || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  for (const each of buttons) each.tabIndex = each === button ? 0 : -1;
  button.focus();
}
