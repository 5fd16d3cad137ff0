// The numbers behind the picture: single readings, and tables whose cells change while their shape stays.
import { element, say } from "./dom.js";

export class Readings {
  constructor(words) {
    this.words = words;
    this.list = element("dl", { className: "stage-readings", "aria-label": words.readings });
    this.tables = element("div", { className: "stage-tables" });
    this.shape = "";
  }

  draw(readings, tables) {
    const shape = JSON.stringify([readings.map(([label]) => label), Object.entries(tables).map(shapeOf)]);
    if (shape !== this.shape) this.build(readings, tables);
    this.shape = shape;
    readings.forEach(([, value], index) => write(this.values[index], value));
    for (const [name, table] of Object.entries(tables)) {
      const cells = this.cells[name];
      [...table.rows, table.foot].flat().forEach((text, index) => write(cells[index], text));
    }
  }

  build(readings, tables) {
    this.values = readings.map(() => element("dd"));
    this.list.replaceChildren(
      ...readings.map(([label], index) => element("div", {}, element("dt", { textContent: label }), this.values[index])),
    );
    this.cells = {};
    this.tables.replaceChildren(...Object.entries(tables).map(([name, table]) => this.table(name, table)));
  }

  table(name, { title, groups, head, rows, foot, folded }) {
    const cells = (this.cells[name] = []);
    const line = (texts, tag) =>
      element("tr", {}, ...texts.map((_, index) => {
        const cell = element(index === 0 ? "th" : tag, index === 0 ? { scope: "row" } : {});
        cells.push(cell);
        return cell;
      }));
    const edges = new Set();
    groups.reduce((start, [, span]) => (edges.add(start), start + span), 0);
    const top = element("tr", {}, ...groups.map(([text, span]) => element(text ? "th" : "td", { colSpan: span, textContent: text, ...(text && { scope: "colgroup" }) })));
    const heads = element("tr", {}, ...head.map((text) => element("th", { scope: "col", textContent: text })));
    const made = element("table", {}, element("caption", { textContent: title }), element("thead", {}, top, heads));
    made.append(element("tbody", {}, ...rows.map((row) => line(row, "td"))));
    if (foot.length) made.append(element("tfoot", {}, line(foot, "td")));
    for (const row of made.rows) {
      if (row !== top) [...row.cells].forEach((cell, index) => cell.classList.toggle("edge", index > 0 && edges.has(index)));
      else [...row.cells].slice(1).forEach((cell) => cell.classList.add("edge"));
    }
    const box = element("div", { className: "stage-table", tabIndex: 0, role: "region", "aria-label": say(this.words.scroll, { title }) }, made);
    return folded ? element("details", {}, element("summary", { textContent: title }), box) : box;
  }
}

function shapeOf([name, { title, groups, head, rows, foot, folded }]) {
  return [name, title, groups, head, rows.length, foot.length, folded];
}

function write(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}
