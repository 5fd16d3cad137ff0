// The tables of a state: their cells are replaced where they differ, and a table is built again only in another shape.

import { element, format, setText } from "./dom.js";
import { makeNumberButton } from "./number_button.js";

/** @import { UnseenParts } from "./unseen_parts.js" */
/** @import { TableSpec, Words } from "./wire.d.ts" */

/** Tables by their names. */
export class Tables {
  element = element("div", { className: "stage-tables" });
  #words;
  #shape = "";
  /** @type {readonly (readonly HTMLElement[])[]} the cells of each table, row by row, with the foot and the note */
  #cells = [];

  #unseenParts;
  /** @type {readonly Element[]} */
  #regions = [];

  /**
   * @param {Words} words
   * @param {UnseenParts} unseenParts where tables report whether they are on the screen, and open
   */
  constructor(words, unseenParts) {
    this.#words = words;
    this.#unseenParts = unseenParts;
  }

  /** @param {Readonly<Record<string, TableSpec>>} tables */
  render(tables) {
    const specs = Object.values(tables);
    const shape = JSON.stringify(Object.entries(tables).map(shapeOf));
    if (shape !== this.#shape) this.#build(tables);
    this.#shape = shape;
    specs.forEach(({ rows, foot, note }, table) => {
      const cells = this.#cells[table];
      [...rows, foot, note].flat().forEach((text, index) => setText(cells?.[index], text));
    });
  }

  /** @param {Readonly<Record<string, TableSpec>>} tables */
  #build(tables) {
    const built = Object.entries(tables).map(([name, spec]) => makeTable(name, spec, this.#words));
    this.#cells = built.map(({ cells }) => cells);
    this.element.replaceChildren(...built.map((table) => table.element));
    for (const region of this.#regions) this.#unseenParts.unwatch(region);
    this.#regions = built.map(({ region }) => region);
    Object.keys(tables).forEach((name, index) => {
      const region = this.#regions[index];
      if (region) this.#unseenParts.watch(region, `tables.${name}`);
    });
  }
}

/**
 * @param {[string, TableSpec]} entry
 */
function shapeOf([name, { title, groups, head, rows, foot, note, folded, by_class: byClass, ...more }]) {
  return [name, title, groups, head, rows.length, foot.length, note !== "", folded, byClass, more.groups_by_class];
}

/**
 * Make a table with empty cells.
 *
 * @param {string} name
 * @param {TableSpec} spec
 * @param {Words} words
 */
function makeTable(name, { title, groups, head, rows, foot, note, folded, by_class: byClass, ...more }, words) {
  const headings = element("tr", {}, ...head.map((text) => makeHeading(text)));
  const bodyRows = rows.map((row) => makeRow(row.length));
  if (byClass) bodyRows.forEach((row, index) => (row.dataset.class = String(index)));
  const footRows = foot.length ? [makeRow(foot.length)] : [];
  const caption = element("caption", { textContent: title });
  const table = element("table", {}, caption, element("thead", {}, makeGroupRow(groups), headings));
  table.append(element("tbody", {}, ...bodyRows));
  if (footRows.length) table.append(element("tfoot", {}, ...footRows));
  markGroups([headings, ...bodyRows, ...footRows], groups, more.groups_by_class);
  if (more.groups_by_class) table.tHead?.rows[0]?.querySelectorAll("th").forEach(noteClass);
  const label = format(words.scrolling_table, { title });
  const region = element("div", { className: "stage-table", tabIndex: 0, role: "region", "aria-label": label }, table);
  const noteLine = element("p", { className: "stage-table-note" }); // outside of what scrolls
  const save = element("div", { className: "stage-save" }, makeNumberButton(`tables.${name}`, title, words));
  const parts = [region, element("div", { className: "stage-table-end" }, ...(note ? [noteLine] : []), save)];
  const cells = [...[...bodyRows, ...footRows].flatMap((row) => Array.from(row.cells)), noteLine];
  if (!folded) return { element: element("div", {}, ...parts), cells, region };
  return { element: element("details", {}, element("summary", { textContent: title }), ...parts), cells, region };
}

/** @param {TableSpec["groups"]} groups */
function makeGroupRow(groups) {
  const row = element("tr");
  groups.forEach(([textContent, colSpan], index) => {
    const cell = textContent
      ? element("th", { colSpan, textContent, scope: "colgroup" })
      : element("td", { colSpan, textContent });
    cell.classList.toggle("group-start", index > 0);
    row.append(cell);
  });
  return row;
}

/** @param {string} textContent */
function makeHeading(textContent) {
  return textContent ? element("th", { scope: "col", textContent }) : element("td");
}

/**
 * Make a row with a heading and empty cells.
 *
 * @param {number} length
 */
function makeRow(length) {
  const row = element("tr");
  for (let index = 0; index < length; index += 1) row.append(index ? element("td") : element("th", { scope: "row" }));
  return row;
}

/**
 * Mark the first cell of each group but the first, and of which class the cells of a group are.
 *
 * @param {readonly HTMLTableRowElement[]} rows
 * @param {TableSpec["groups"]} groups
 * @param {boolean} byClass whether the groups after the first are the classes
 */
function markGroups(rows, groups, byClass) {
  let start = 0;
  groups.forEach(([, columns], group) => {
    for (const row of group ? rows : []) {
      row.cells[start]?.classList.add("group-start");
      if (byClass) [...row.cells].slice(start, start + columns).forEach((cell) => noteClass(cell, group - 1));
    }
    start += columns;
  });
}

/**
 * @param {HTMLElement} cell
 * @param {number} index of its class
 */
function noteClass(cell, index) {
  cell.dataset.class = String(index);
}
