// Links to states of other lessons, and the link back to the state of the lesson from which the reader came.

import { element } from "./dom.js";
import { assignment, filter, join } from "./query.js";

/** @import { LinkSpec, Words } from "./wire.d.ts" */

const KEPT = new Set(["lang", "embed", "embed_options"]); // parameters that every lesson has
const FROM = "from"; // the lesson that a link was in

/** A list of links, hidden while there are none. */
export class Links {
  element;
  #lesson;
  #back;
  #json = "";

  /**
   * @param {string} lesson that is shown
   * @param {Words} words
   */
  constructor(lesson, words) {
    this.#lesson = lesson;
    this.element = element("nav", { className: "stage-links", "aria-label": words.links, hidden: true });
    const href = addressBefore();
    this.#back = href ? [element("a", { href, textContent: words.link_back, target: "_self" })] : [];
  }

  /** Whether there is a link back. */
  get hasBack() {
    return this.#back.length > 0;
  }

  /** @param {readonly LinkSpec[]} links */
  render(links) {
    const json = JSON.stringify(links);
    if (json === this.#json) return;
    this.#json = json;
    const made = links.map(({ text, lesson, query }) =>
      element("a", {
        href: addressOf(lesson, query, this.#lesson),
        textContent: text,
        target: "_self",
      }),
    );
    this.element.replaceChildren(...this.#back, ...made);
    this.element.hidden = !this.element.children.length;
  }
}

/**
 * Return the address of a state of another lesson.
 *
 * @param {string} lesson "": the first one
 * @param {string} query
 * @param {string} from the lesson that the link is in
 */
export function addressOf(lesson, query, from) {
  const kept = filter(location.search.slice(1), (parameter) => KEPT.has(parameter));
  return new URL(`${lesson || "./"}?${join([query, assignment(FROM, from), kept])}`, location.href).href;
}

/** Return the address of the state in which a link to this page was followed, or "". */
function addressBefore() {
  if (!document.referrer) return "";
  const { origin, pathname, href } = new URL(document.referrer);
  const from = new URLSearchParams(location.search).get(FROM);
  return origin === location.origin && from && pathname.endsWith(`/${from}`) ? href : "";
}
