// The formula above the figures: pieces of text, numbers in the colours of their classes.

import { element, setText } from "./dom.js";

/** @import { FormulaSpan, Frame } from "./wire.d.ts" */

/** @type {Readonly<Record<FormulaSpan[2], "span" | "sub" | "sup" | "strong">>} */
const TAGS = { "": "span", sub: "sub", sup: "sup", strong: "strong", apart: "span" };

const WIDE = /[\u3000-\u9fff\uff00-\uffef]/g; // characters as wide as two, as in Chinese
const LENGTH_STEP = 12; // characters; a little longer, and the letters keep their size

/** Shows a formula; while only its numbers change, their elements stay. */
export class Formula {
  #line = element("p");
  element = element("div", { className: "stage-formula", hidden: true }, this.#line);
  /** @type {readonly FormulaSpan[]} */
  #spans = [];
  #structure = "";
  #focus = 0;
  /** @type {number | null} */
  #pointed = null;
  #length = 0;

  /** @param {Frame} frame */
  render({ formula, focus }) {
    this.#spans = formula;
    this.#focus = focus;
    const structure = JSON.stringify(formula.map(([, index, kind]) => [index, kind]));
    if (structure !== this.#structure) {
      this.#structure = structure;
      this.#line.replaceChildren(...formula.map(makePiece));
      this.element.hidden = !formula.length;
    }
    this.#write();
  }

  /** @param {number | null} index of the class that is pointed at */
  point(index) {
    this.#pointed = index;
    this.#write();
  }

  #write() {
    const shown = this.#pointed ?? this.#focus;
    const pieces = this.#line.children;
    let length = 0;
    this.#spans.forEach(([texts, index], at) => {
      const text = typeof texts === "string" ? texts : (texts[shown] ?? "");
      const piece = pieces[at];
      length += text.length + (text.match(WIDE)?.length ?? 0);
      if (!(piece instanceof HTMLElement)) return;
      setText(piece, text);
      if (typeof texts !== "string" && index === null) setClass(piece, String(shown));
    });
    this.#setLength(Math.ceil(length / LENGTH_STEP) * LENGTH_STEP);
  }

  /** @param {number} length in characters, from which the style sheet derives the size of the letters */
  #setLength(length) {
    if (length === this.#length) return;
    this.#length = length;
    this.element.style.setProperty("--length", String(length));
  }
}

/** @param {FormulaSpan} span */
function makePiece([, index, kind]) {
  const piece = element(TAGS[kind], { className: kind === "apart" ? "stage-apart" : "" });
  if (index !== null) piece.dataset.class = String(index);
  return piece;
}

// Not `data-class`, which what is pointed at would fade.
/**
 * @param {HTMLElement} piece
 * @param {string} index
 */
function setClass(piece, index) {
  if (piece.dataset.shownClass !== index) piece.dataset.shownClass = index;
}
