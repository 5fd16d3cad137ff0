// The reader's language: a switch that keeps what the page shows, and links that keep a language that the address pins.
//
// The server reads the choice from a cookie, so that its answer is in the right language at once; a site of files, from
// the browser's storage. Links name no language unless the address does.

import { element } from "./dom.js";
import { requestLink } from "./events.js";
import { assignment, filter, join } from "./query.js";

/** @typedef {{ code: string, tag: string, name: string }} Language */
/** @typedef {{ label: string, navigation: string, languages: readonly Language[], path: string }} SwitchData */

const STREAMLIT_NAVIGATION = '[data-testid="stTopNav"]';
const PARAMETER = "lang"; // pins a language
export const CHOICE = "softmax-lab-language"; // the name of the cookie, or in the storage
const ONE_YEAR = 365 * 24 * 60 * 60; // seconds
const FOLLOWING = ["click", "auxclick", "contextmenu"]; // what comes before a link is followed, here or in a new tab

/**
 * Put a switch on a page of the server; Streamlit calls this again whenever the data change.
 *
 * @param {{ data: SwitchData, parentElement: HTMLElement }} component
 * @returns {() => void} takes it off the page
 */
export function mountSwitch({ data, parentElement }) {
  const links = data.languages.map(({ code, tag, name }) =>
    element("a", {
      lang: tag,
      hreflang: tag,
      href: `?${assignment(PARAMETER, code)}`,
      dataset: { language: code },
      textContent: name,
    }),
  );
  const nav = element("nav", { className: "language-switch", "aria-label": data.label }, ...links);
  followChoice(nav, (code, query) => {
    const isKept = setCookie(code, data.path);
    const search = isKept ? query : join([query, assignment(PARAMETER, code)]);
    history.replaceState(history.state, "", `${location.pathname}${search && `?${search}`}${location.hash}`);
    location.reload();
  });
  parentElement.replaceChildren(nav);
  document.querySelector(STREAMLIT_NAVIGATION)?.setAttribute("aria-label", data.navigation); // else an English one
  return keepPinnedLanguage();
}

/**
 * Let the links of a switch lead to what the page shows now.
 *
 * @param {Element} nav
 * @param {(code: string, query: string, link: HTMLAnchorElement) => void} onChoice gets the query of what is shown, in
 *   which no language is pinned any more
 */
export function followChoice(nav, onChoice) {
  nav.addEventListener("click", (event) => {
    const link = linkOf(event);
    const code = link?.dataset.language;
    if (!link || !code || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    onChoice(code, unpinned(presentQuery()), link);
  });
}

/**
 * Let all links of the page keep the language that its address pins. They are then followed by the browser itself:
 * Streamlit, which otherwise changes the page without loading one, would leave the parameter out.
 *
 * @returns {() => void} ends it
 */
export function keepPinnedLanguage() {
  const ending = new AbortController();
  for (const type of FOLLOWING) document.addEventListener(type, pinLink, { capture: true, signal: ending.signal });
  return () => ending.abort();
}

/** @param {Event} event */
function pinLink(event) {
  const link = linkOf(event);
  const pin = pinOf(location.search);
  if (!link || !pin || link.dataset.language || link.origin !== location.origin || link.download) return;
  if (pinOf(link.search) === pin) return;
  link.search = `?${join([unpinned(link.search.slice(1)), pin])}`;
  if (event.type === "click") event.stopPropagation();
}

/** @param {Event} event */
function linkOf({ target }) {
  /** @type {HTMLAnchorElement | null} */
  const link = target instanceof Element ? target.closest("a[href]") : null;
  return link;
}

/** The query of what the page shows, also where its address is not written yet. */
function presentQuery() {
  /** @type {HTMLElement | null} */
  const stage = document.querySelector('.stage[data-settled="false"]:not([data-frame="0"])');
  const link = stage ? requestLink(stage) : "";
  return (link ? new URL(link) : location).search.slice(1);
}

/** @param {string} search */
function pinOf(search) {
  return filter(search.slice(1), (parameter) => parameter === PARAMETER);
}

/** @param {string} query */
function unpinned(query) {
  return filter(query, (parameter) => parameter !== PARAMETER);
}

/**
 * @param {string} code
 * @param {string} path below which the server reads it
 * @returns {boolean} whether the browser keeps it
 */
function setCookie(code, path) {
  const cookie = `${CHOICE}=${code}`;
  document.cookie = `${cookie}; path=${path}; max-age=${ONE_YEAR}; samesite=lax`;
  return document.cookie.split("; ").includes(cookie);
}
