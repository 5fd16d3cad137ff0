// Links to states of other lessons, and the link back to the state of the lesson from which the reader came.

import { element } from "./dom.js";
import { assignment, filter, join } from "./query.js";

/** @import { LinkSpec, Words } from "./wire.d.ts" */

/** @typedef {Readonly<Record<string, string>>} LessonAddresses by name; of the first lesson also by "" */

const KEPT = new Set(["lang", "embed", "embed_options"]); // parameters that every lesson has
const FROM = "from"; // the lesson that a link was in

/** A list of links, hidden while there are none. */
export class Links {
  element;
  #lesson;
  #addresses;
  #back;
  #json = "";

  /**
   * @param {string} lesson that is shown
   * @param {LessonAddresses} addresses
   * @param {Words} words
   */
  constructor(lesson, addresses, words) {
    this.#lesson = lesson;
    this.#addresses = addresses;
    this.element = element("nav", { className: "stage-links", "aria-label": words.links, hidden: true });
    const href = addressBefore(addresses);
    this.#back = href ? [element("a", { href, textContent: words.link_back, target: "_self" })] : [];
  }

  /** Whether there is a link back. */
  get hasBack() {
    return this.#back.length > 0;
  }

  /**
   * Return the address of a state of another lesson.
   *
   * @param {string} lesson "": the first one
   * @param {string} query
   */
  addressOf(lesson, query) {
    const kept = filter(location.search.slice(1), (parameter) => KEPT.has(parameter));
    const address = new URL(this.#addresses[lesson] ?? "", document.baseURI);
    return new URL(`?${join([query, assignment(FROM, this.#lesson), kept])}`, address).href;
  }

  /** @param {readonly LinkSpec[]} links */
  render(links) {
    const json = JSON.stringify(links);
    if (json === this.#json) return;
    this.#json = json;
    const made = links.map(({ text, lesson, query }) =>
      element("a", {
        href: this.addressOf(lesson, query),
        textContent: text,
        target: "_self",
      }),
    );
    this.element.replaceChildren(...this.#back, ...made);
    this.element.hidden = !this.element.children.length;
  }
}

/**
 * Return the address of the state in which a link to this page was followed, or "".
 *
 * @param {LessonAddresses} addresses
 */
function addressBefore(addresses) {
  if (!document.referrer) return "";
  const { origin, pathname, href } = new URL(document.referrer);
  const from = new URLSearchParams(location.search).get(FROM);
  const address = from && addresses[from];
  const isThere = address && origin === location.origin && new URL(address, document.baseURI).pathname === pathname;
  return isThere ? href : "";
}
