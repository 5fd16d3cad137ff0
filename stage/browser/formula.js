// The formula above the figures: pieces of text, numbers in the colours of their classes.

import { element, setText } from "./dom.js";

/** @import { FormulaSpan } from "./wire.d.ts" */

/** @type {Readonly<Record<FormulaSpan[2], "span" | "sub" | "sup" | "strong">>} */
const TAGS = { "": "span", sub: "sub", sup: "sup", strong: "strong", apart: "span" };

/** Shows a formula; while only its numbers change, their elements stay. */
export class Formula {
  element = element("p", { className: "stage-formula" });
  #structure = "";

  /** @param {readonly FormulaSpan[]} spans */
  render(spans) {
    const structure = JSON.stringify(spans.map(([, index, kind]) => [index, kind]));
    if (structure !== this.#structure) {
      this.#structure = structure;
      this.element.replaceChildren(...spans.map(makePiece));
      this.element.hidden = !spans.length;
    }
    const pieces = this.element.children;
    for (const [at, [text]] of spans.entries()) {
      const piece = pieces[at];
      if (piece instanceof HTMLElement) setText(piece, text);
    }
  }
}

/** @param {FormulaSpan} span */
function makePiece([, index, kind]) {
  const piece = element(TAGS[kind], { className: kind === "apart" ? "stage-apart" : "" });
  if (index !== null) piece.dataset.class = String(index);
  return piece;
}
