// What is around something that covers the window: it is not there for a reader meanwhile.

/**
 * Take everything else of the page away from pointers, keys and screen readers; return what gives it back.
 *
 * @param {HTMLElement} host a child of the body that stays
 */
export function takePageAway(host) {
  const away = [...document.body.children].filter(isAwake).filter((child) => child !== host);
  for (const child of away) child.inert = true;
  return () => {
    for (const child of away) child.inert = false;
  };
}

/** @param {Element} child @returns {child is HTMLElement} */
function isAwake(child) {
  return child instanceof HTMLElement && !child.inert && !["SCRIPT", "STYLE", "LINK"].includes(child.tagName);
}
