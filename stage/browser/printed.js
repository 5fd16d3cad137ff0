// What sources print of the state that is shown: a list for each source, each number with a mark and a word.
//
// While a run plays, only the marks of numbers that it reaches change. A reader who has opened a published setting finds
// the summary at the lower edge of the screen until the list itself is in view.

import { element, format, icon, setText } from "./dom.js";

/** @import { PrintedListSpec, PrintedNumbersSpec, PrintedVerdict, TextbookWords } from "./wire.d.ts" */

/** Lists of printed numbers, hidden while there are none. */
export class Printed {
  element;
  /** the summary at the lower edge of the screen, which leads to the lists */
  summary = element("button", { type: "button", className: "stage-printed-summary", hidden: true });
  #words;
  #lists = element("div", {});
  #shape = "";
  /** @type {readonly PrintedNumber[]} of all lists, one after the other */
  #numbers = [];
  /** @type {readonly Element[]} */
  #summaries = [];
  #isShown = false;
  #isFollowed = false;
  #isInView = false;
  #observer = new IntersectionObserver(([entry]) => this.#setInView(entry?.isIntersecting ?? false));

  /** @param {TextbookWords} words */
  constructor(words) {
    this.#words = words;
    const heading = element("h2", { textContent: words.heading });
    this.element = element("section", { className: "stage-printed", tabIndex: -1, hidden: true }, heading, this.#lists);
    this.element.setAttribute("aria-label", words.heading);
    this.summary.onclick = () => this.#reveal();
    this.#observer.observe(this.#lists);
  }

  /** Show the summary at the lower edge of the screen, until there are no lists any more. */
  follow() {
    this.#isFollowed = true;
  }

  /** @param {readonly PrintedListSpec[]} lists */
  render(lists) {
    const shape = JSON.stringify(lists.map(shapeOf));
    if (shape !== this.#shape) this.#build(lists);
    this.#shape = shape;
    lists.forEach(({ summary }, index) => setText(this.#summaries[index], summary));
    const rows = lists.flatMap((list) => list.rows);
    let position = 0;
    for (const { verdicts, found } of rows) {
      verdicts.forEach((verdict, index) => this.#numbers[position + index]?.render(verdict, found[index] ?? ""));
      position += verdicts.length;
    }
    if (!lists.length && this.#isShown) this.#isFollowed = false;
    setText(this.summary.querySelector("span") ?? undefined, lists.map(({ summary }) => summary).join(" · "));
    this.#isShown = lists.length > 0;
    this.#refresh();
  }

  /** @param {readonly PrintedListSpec[]} lists */
  #build(lists) {
    this.element.hidden = !lists.length;
    const rows = lists.map((list) => list.rows.map((row) => makeRow(row, this.#words)));
    this.#numbers = rows.flat().flatMap(({ numbers }) => numbers);
    this.#summaries = lists.map(() => element("p", { className: "stage-printed-count" }));
    this.#lists.replaceChildren(
      ...lists.map((list, index) =>
        element(
          "article",
          {},
          element("h3", { textContent: list.title }),
          makeSource(list, this.#words),
          this.#summaries[index] ?? "",
          ...(rows[index] ?? []).map((row) => row.element),
          ...(list.note ? [element("p", { className: "stage-printed-note", textContent: list.note })] : []),
        ),
      ),
    );
    const title = lists.map((list) => list.title).join(" · ");
    this.summary.replaceChildren(element("strong", { textContent: title }), " ", element("span"));
    this.summary.title = this.#words.show;
  }

  /** @param {boolean} isInView */
  #setInView(isInView) {
    this.#isInView = isInView;
    this.#refresh();
  }

  #refresh() {
    const isHidden = !this.#isFollowed || !this.#isShown || this.#isInView;
    if (this.summary.hidden !== isHidden) this.summary.hidden = isHidden;
  }

  #reveal() {
    this.element.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "center" });
  }

  close() {
    this.#observer.disconnect();
  }
}

/** @param {PrintedListSpec} list */
function shapeOf({ title, source, url, note, rows }) {
  return [title, source, url, note, rows.map(({ label, printed, places }) => [label, printed, places])];
}

/**
 * @param {PrintedListSpec} list
 * @param {TextbookWords} words
 */
function makeSource({ source, url }, words) {
  const cited = element("p", { className: "stage-printed-source" });
  if (url) cited.append(element("a", { href: url, textContent: source, target: "_blank", rel: "noreferrer" }));
  else cited.append(source);
  cited.title = words.source;
  return cited;
}

/**
 * @param {PrintedNumbersSpec} row
 * @param {TextbookWords} words
 */
function makeRow({ label, printed, places }, words) {
  const numbers = printed.map((digits, index) => new PrintedNumber(digits, places[index] ?? "", words));
  const list = element("ul", { "aria-label": label }, ...numbers.map((number) => number.element));
  const name = element("p", { className: "stage-printed-label", textContent: label, "aria-hidden": "true" });
  return { element: element("div", {}, name, list), numbers };
}

/** A number as it is printed, with a mark and a word that say whether it is reached and agrees. */
class PrintedNumber {
  #words;
  #mark = element("span", { className: "stage-printed-mark" });
  #verdict = element("span", { className: "stage-visually-hidden" });
  #found = element("span", { className: "stage-printed-found" });
  #shown = "";

  /**
   * @param {string} digits
   * @param {string} place where in the run it is printed, or ""
   * @param {TextbookWords} words
   */
  constructor(digits, place, words) {
    this.#words = words;
    const number = element("span", { className: "stage-printed-digits", textContent: digits });
    const at = place ? [element("span", { className: "stage-printed-place", textContent: place }), " "] : [];
    this.element = element("li", {}, this.#mark, ...at, number, " ", this.#verdict, this.#found);
  }

  /**
   * @param {PrintedVerdict} verdict
   * @param {string} found what is computed where it differs, or ""
   */
  render(verdict, found) {
    const shown = `${verdict} ${found}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.dataset.verdict = verdict;
    this.#mark.replaceChildren(verdict === "later" ? "…" : icon(verdict));
    setText(this.#verdict, this.#words.verdicts[verdict]);
    setText(this.#found, found && format(this.#words.computed, { number: found }));
  }
}
