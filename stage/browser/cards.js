// The cards of a frame: claims with their verdicts, as an overview in rows of marks, and in full below it.
//
// All cards are always there; a filter only shows and hides them.

import { element, icon, setText } from "./dom.js";
import { addressOf } from "./links.js";
import { moveFocus } from "./roving_focus.js";

/** @import { CardSpec, ComparisonSpec, Words } from "./wire.d.ts" */

const VERDICTS = /** @type {const} */ (["wrong", "part", "holds"]); // in the order of their sections

/**
 * @typedef {object} Shown what is on the page of a card
 * @property {string} json
 * @property {HTMLElement} article
 * @property {HTMLButtonElement} tile
 */

/** An overview with a tile for each card, and a section of cards for each verdict. */
export class Cards {
  element;
  #lesson;
  #words;
  #overview;
  #sections = element("div", { className: "stage-card-sections" });
  /** @type {Shown[]} */
  #shown = [];
  #shape = "";
  #caption = element("p", { className: "stage-overview-caption", "aria-hidden": "true" }); // what the tiles' names say

  /**
   * @param {string} lesson that is shown
   * @param {Words} words
   */
  constructor(lesson, words) {
    this.#lesson = lesson;
    this.#words = words;
    this.#caption.textContent = words.cards_hint;
    this.#overview = element("div", { className: "stage-overview", role: "toolbar", "aria-label": words.cards });
    this.#overview.addEventListener("keydown", (event) => moveFocus(event, this.#overview));
    for (const type of ["pointerover", "focusin"]) this.#overview.addEventListener(type, (event) => this.#read(event));
    const parts = [this.#overview, this.#caption, this.#sections];
    this.element = element("div", { className: "stage-cards", hidden: true }, ...parts);
  }

  /** @param {readonly CardSpec[]} cards */
  render(cards) {
    const shape = JSON.stringify(cards.map(({ id, row, verdict }) => [id, row, verdict]));
    if (shape !== this.#shape) this.#build(cards);
    this.#shape = shape;
    cards.forEach((card, index) => this.#renderCard(card, index));
    for (const section of this.#sections.children) {
      const count = section.querySelectorAll(".stage-card:not([hidden])").length;
      setText(section.querySelector(".stage-card-count") ?? undefined, String(count));
      if (section instanceof HTMLElement) section.hidden = !count;
    }
    this.#keepOneTabStop();
  }

  /** @param {readonly CardSpec[]} cards */
  #build(cards) {
    this.element.hidden = !cards.length;
    this.#shown = cards.map((card) => {
      const article = element("article", { className: "stage-card", tabIndex: -1 });
      const tile = element("button", { type: "button", className: "stage-tile", tabIndex: -1 });
      tile.onclick = () => reveal(article);
      article.dataset.verdict = card.verdict;
      tile.dataset.verdict = card.verdict;
      return { json: "", article, tile };
    });
    const rows = [...new Set(cards.map(({ row }) => row))];
    this.#overview.replaceChildren(
      ...rows.flatMap((row) => [
        element("span", { className: "stage-overview-label", textContent: row }),
        element("div", { role: "group", "aria-label": row }, ...this.#of(cards, (card) => card.row === row, "tile")),
      ]),
    );
    const verdicts = VERDICTS.filter((verdict) => cards.some((card) => card.verdict === verdict));
    this.#sections.replaceChildren(
      ...verdicts.map((verdict) => {
        const label = cards.find((card) => card.verdict === verdict)?.verdict_label ?? "";
        const count = element("span", { className: "stage-card-count" });
        const heading = element("h2", {}, icon(verdict), element("span", { textContent: label }), " ", count);
        const articles = this.#of(cards, (card) => card.verdict === verdict, "article");
        const section = element("section", {}, heading, element("div", { className: "stage-card-grid" }, ...articles));
        section.dataset.verdict = verdict;
        return section;
      }),
    );
  }

  /**
   * @template {"tile" | "article"} Part
   * @param {readonly CardSpec[]} cards
   * @param {(card: CardSpec) => boolean} isWanted
   * @param {Part} part
   * @returns {Shown[Part][]}
   */
  #of(cards, isWanted, part) {
    return this.#shown.filter((_, index) => cards[index] && isWanted(cards[index])).map((shown) => shown[part]);
  }

  /**
   * @param {CardSpec} card
   * @param {number} index
   */
  #renderCard(card, index) {
    const shown = this.#shown[index];
    if (!shown) return;
    const { article, tile } = shown;
    article.hidden = !card.shown;
    tile.disabled = !card.shown;
    const json = JSON.stringify({ ...card, shown: true });
    if (json === shown.json) return;
    shown.json = json;
    const [, number = card.id] = card.id.split(".");
    tile.replaceChildren(icon(card.verdict), element("span", { textContent: number }));
    tile.setAttribute("aria-label", `${card.id}, ${card.verdict_label}: ${card.text}`);
    article.setAttribute("aria-label", `${card.id}, ${card.verdict_label}`);
    article.replaceChildren(...this.#content(card));
  }

  /** @param {CardSpec} card */
  #content({ id, text, verdict, verdict_label: label, given, comparisons, note, link }) {
    const badge = element(
      "span",
      { className: "stage-verdict" },
      icon(verdict),
      element("span", { textContent: label }),
    );
    const content = [
      element("header", {}, element("h3", { textContent: id }), badge),
      element("p", { textContent: text }),
      element("p", { className: "stage-card-given", textContent: given }),
      element("div", { className: "stage-comparisons" }, ...comparisons.map((each) => this.#comparison(each))),
      element("p", { className: "stage-card-note", textContent: note }),
    ];
    if (link) {
      const href = addressOf(link.lesson, link.query, this.#lesson);
      const name = `${link.text}: ${id}`;
      content.push(element("a", { href, textContent: link.text, target: "_self", "aria-label": name }));
    }
    return content.filter((part) => part.textContent);
  }

  /** @param {ComparisonSpec} comparison */
  #comparison({ label, said, found, differing }) {
    const words = this.#words;
    const names = said.length ? [words.said, words.found] : [words.found];
    const legend = names.map((textContent) => element("span", { textContent }));
    const pairs = found.map((text, index) => {
      const differs = differing.includes(index);
      const numbers = said.length ? [said[index] ?? "", text] : [text];
      const texts = numbers.map((number, line) => {
        const name = element("span", { className: "stage-visually-hidden", textContent: `${names[line]} ` });
        return element("span", {}, name, ...(differs ? marked(number, numbers[1 - line] ?? "") : [number]));
      });
      return element("li", { className: differs ? "differs" : "" }, ...texts);
    });
    const list = element("ul", {}, ...pairs);
    const title = element("p", { className: "stage-comparison-label", textContent: label });
    const numbers = element("div", {}, element("div", { "aria-hidden": "true" }, ...legend), list);
    return element("div", { className: "stage-comparison" }, title, numbers);
  }

  // Show what the tile that is pointed at, or has the focus, stands for.
  /** @param {Event} event */
  #read({ target }) {
    const tile = target instanceof Element && target.closest(".stage-tile");
    if (tile) setText(this.#caption, tile.getAttribute("aria-label") ?? "");
  }

  // Tab leads to one tile, from which the arrow keys go to the others.
  #keepOneTabStop() {
    const tiles = this.#shown.map(({ tile }) => tile);
    const stop = tiles.find((tile) => tile.tabIndex === 0 && !tile.disabled) ?? tiles.find((tile) => !tile.disabled);
    for (const tile of tiles) tile.tabIndex = tile === stop ? 0 : -1;
  }
}

/**
 * Bring a card into view, and let the keyboard go on from it.
 *
 * @param {HTMLElement} article
 */
function reveal(article) {
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "center" });
}

/**
 * Mark what differs in a number: everything from the first character that the other does not have.
 *
 * @param {string} number
 * @param {string} other
 */
function marked(number, other) {
  const characters = [...number];
  const start = characters.findIndex((character, index) => character !== other[index]);
  const same = start < 0 ? characters.length : start;
  return [number.slice(0, same), element("mark", { textContent: number.slice(same) })];
}
