// The cards of a frame: an overview with a tile for each claim, and below it the cards in full, by their verdicts.
//
// All cards are always there; a filter only shows and hides them.

import { Card } from "./card.js";
import { element, icon, setText } from "./dom.js";
import { moveFocus } from "./roving_focus.js";

/** @import { Links } from "./links.js" */
/** @import { CardSpec, Words } from "./wire.d.ts" */

const VERDICTS = /** @type {const} */ (["wrong", "part", "holds"]); // in the order of their sections

/** An overview with a row of tiles for each source, and a section of cards for each verdict. */
export class Cards {
  element;
  #links;
  #words;
  #overview;
  #caption = element("p", { className: "stage-overview-caption", "aria-hidden": "true" }); // what the tiles' names say
  #sections = element("div", { className: "stage-card-sections" });
  /** @type {readonly Card[]} */
  #cards = [];
  #shape = "";

  /**
   * @param {Links} links
   * @param {Words} words
   */
  constructor(links, words) {
    this.#links = links;
    this.#words = words;
    this.#caption.textContent = words.cards_hint;
    this.#overview = element("div", { className: "stage-overview", role: "toolbar", "aria-label": words.cards });
    this.#overview.addEventListener("keydown", (event) => moveFocus(event, this.#overview));
    for (const type of ["pointerover", "focusin"]) this.#overview.addEventListener(type, (event) => this.#read(event));
    const parts = [this.#overview, this.#caption, this.#sections];
    this.element = element("div", { className: "stage-cards", hidden: true }, ...parts);
  }

  /** @param {readonly CardSpec[]} specs */
  render(specs) {
    const shape = JSON.stringify(specs.map(({ id, row, verdict }) => [id, row, verdict]));
    if (shape !== this.#shape) this.#build(specs);
    this.#shape = shape;
    specs.forEach((spec, index) => this.#cards[index]?.render(spec));
    for (const section of this.#sections.querySelectorAll("section")) {
      const count = section.querySelectorAll(".stage-card:not([hidden])").length;
      setText(section.querySelector(".stage-card-count") ?? undefined, String(count));
      section.hidden = !count;
    }
    this.#keepOneTabStop();
  }

  /** @param {readonly CardSpec[]} specs */
  #build(specs) {
    this.element.hidden = !specs.length;
    this.#cards = specs.map(() => new Card(this.#links, this.#words));
    const rows = [...new Set(specs.map(({ row }) => row))];
    const lengths = rows.map((row) => specs.filter((spec) => spec.row === row).length);
    this.#overview.style.setProperty("--longest", String(Math.max(1, ...lengths)));
    this.#overview.replaceChildren(
      ...rows.flatMap((row) => {
        const tiles = this.#cards.filter((_, index) => specs[index]?.row === row).map(({ tile }) => tile);
        const label = element("span", { className: "stage-overview-label", textContent: row });
        return [label, element("div", { role: "group", "aria-label": row }, ...tiles)];
      }),
    );
    this.#sections.replaceChildren(...VERDICTS.map((verdict) => this.#makeSection(verdict, specs)));
  }

  /**
   * @param {CardSpec["verdict"]} verdict
   * @param {readonly CardSpec[]} specs
   */
  #makeSection(verdict, specs) {
    const label = specs.find((spec) => spec.verdict === verdict)?.verdict_label ?? "";
    const articles = this.#cards.filter((_, index) => specs[index]?.verdict === verdict).map(({ article }) => article);
    const count = element("span", { className: "stage-card-count" });
    const heading = element("h2", {}, icon(verdict), element("span", { textContent: label }), " ", count);
    const section = element("section", {}, heading, element("div", { className: "stage-card-grid" }, ...articles));
    section.dataset.verdict = verdict;
    return section;
  }

  // Show what the tile that is pointed at, or has the focus, stands for.
  /** @param {Event} event */
  #read({ target }) {
    const tile = target instanceof Element && target.closest(".stage-tile");
    if (tile) setText(this.#caption, tile.getAttribute("aria-label") ?? "");
  }

  // Tab leads to one tile, from which the arrow keys go to the others.
  #keepOneTabStop() {
    const tiles = this.#cards.map(({ tile }) => tile);
    const stop = tiles.find((tile) => tile.tabIndex === 0 && !tile.disabled) ?? tiles.find((tile) => !tile.disabled);
    for (const tile of tiles) {
      const tabIndex = tile === stop ? 0 : -1;
      if (tile.tabIndex !== tabIndex) tile.tabIndex = tabIndex;
    }
  }
}
