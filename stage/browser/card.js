// A card: a claim with its verdict and a link, and the numbers that are said, each above the one that is computed.
//
// Numbers that change are written into the elements that are there, as long as there are as many.

import { element, icon, setText } from "./dom.js";

/** @import { Links } from "./links.js" */
/** @import { CardSpec, ComparisonSpec, Words } from "./wire.d.ts" */

/** An article, and its tile in the overview. */
export class Card {
  article = element("article", { className: "stage-card", tabIndex: -1 });
  tile = element("button", { type: "button", className: "stage-tile", tabIndex: -1 });
  #links;
  #words;
  #text = "";
  #shape = "";
  #given = element("p", { className: "stage-card-given" });
  /** @type {readonly (readonly NumberLine[])[]} of each comparison the lines of numbers */
  #lines = [];

  /**
   * @param {Links} links
   * @param {Words} words
   */
  constructor(links, words) {
    this.#links = links;
    this.#words = words;
    this.tile.onclick = () => this.#reveal();
  }

  /** @param {CardSpec} card */
  render(card) {
    this.article.hidden = !card.shown;
    this.tile.disabled = !card.shown;
    const { id, text, verdict, verdict_label: label, note, link, given, comparisons } = card;
    const named = JSON.stringify([id, text, verdict, label]);
    if (named !== this.#text) this.#renderTile(card);
    this.#text = named;
    const shape = JSON.stringify([named, note, link, !given, comparisons.map(shapeOf)]);
    if (shape !== this.#shape) this.#build(card);
    this.#shape = shape;
    setText(this.#given, given);
    comparisons.forEach(({ said, found, differing }, index) => {
      const lines = said.length ? [said, found] : [found];
      lines.forEach((numbers, line) => this.#lines[index]?.[line]?.render(numbers, differing, lines[1 - line]));
    });
  }

  /** @param {CardSpec} card */
  #renderTile({ id, text, verdict, verdict_label: label }) {
    this.tile.replaceChildren(icon(verdict), element("span", { textContent: id.split(".").at(-1) ?? id }));
    this.tile.setAttribute("aria-label", `${id}, ${label}: ${text}`);
    this.article.setAttribute("aria-label", `${id}, ${label}`);
    for (const part of [this.tile, this.article]) part.dataset.verdict = verdict;
  }

  /** @param {CardSpec} card */
  #build({ id, text, verdict, verdict_label: label, given, comparisons, note, link }) {
    const badge = element(
      "span",
      { className: "stage-verdict" },
      icon(verdict),
      element("span", { textContent: label }),
    );
    const made = comparisons.map((comparison) => this.#makeComparison(comparison));
    this.#lines = made.map(({ lines }) => lines);
    this.article.replaceChildren(
      element("header", {}, element("h3", { textContent: id }), badge),
      element("p", { textContent: text }),
      ...(given ? [this.#given] : []),
      element("div", { className: "stage-comparisons" }, ...made.map((comparison) => comparison.element)),
      ...(note ? [element("p", { className: "stage-card-note", textContent: note })] : []),
    );
    if (!link) return;
    const href = this.#links.addressOf(link.lesson, link.query);
    const name = `${link.text}, ${id}`;
    this.article.append(element("a", { href, textContent: link.text, target: "_self", "aria-label": name }));
  }

  /** @param {ComparisonSpec} comparison */
  #makeComparison({ label, said, found }) {
    const names = said.length ? [this.#words.said, this.#words.found] : [this.#words.found];
    const lines = names.map((name) => new NumberLine(name, found.length));
    const pairs = found.map((_, index) => element("li", {}, ...lines.map((line) => line.at(index))));
    const legend = names.map((textContent) => element("span", { textContent }));
    const title = element("p", { className: "stage-comparison-label", textContent: label });
    const numbers = element(
      "div",
      {},
      element("div", { "aria-hidden": "true" }, ...legend),
      element("ul", {}, ...pairs),
    );
    return { element: element("div", { className: "stage-comparison" }, title, numbers), lines };
  }

  /** Bring the card into view, and let the keyboard go on from it. */
  #reveal() {
    this.article.focus({ preventScroll: true });
    this.article.scrollIntoView({ block: "center" });
  }
}

/** The numbers of one kind, said or computed, in the pairs of a comparison. */
class NumberLine {
  #cells;
  #texts;
  /** @type {string[]} */
  #shown = [];

  /**
   * @param {string} name of the line, for screen readers
   * @param {number} count
   */
  constructor(name, count) {
    this.#texts = Array.from({ length: count }, () => element("span"));
    this.#cells = this.#texts.map((text) =>
      element("span", {}, element("span", { className: "stage-visually-hidden", textContent: `${name} ` }), text),
    );
  }

  /** @param {number} index */
  at(index) {
    return this.#cells[index] ?? "";
  }

  /**
   * @param {readonly string[]} numbers
   * @param {readonly number[]} differing the positions of those that differ from the other line
   * @param {readonly string[]} [others] the other line
   */
  render(numbers, differing, others = []) {
    numbers.forEach((number, index) => {
      const text = this.#texts[index];
      const same = differing.includes(index) ? sameLength(number, others[index] ?? "") : number.length;
      const shown = `${same} ${number}`;
      if (!text || shown === this.#shown[index]) return;
      this.#shown[index] = shown;
      if (same === number.length) setText(text, number);
      else text.replaceChildren(number.slice(0, same), element("mark", { textContent: number.slice(same) }));
    });
  }
}

/** @param {ComparisonSpec} comparison */
function shapeOf({ label, said, found }) {
  return [label, said.length, found.length];
}

/**
 * Return how many characters two numbers begin with in common.
 *
 * @param {string} number
 * @param {string} other
 */
function sameLength(number, other) {
  const start = [...number].findIndex((character, index) => character !== other[index]);
  return start < 0 ? number.length : start;
}
