// The shapes of SVG paths in the operators of PDF, which knows lines and cubic curves only.

const COMMAND = /([a-z])([^a-z]*)/gi;
const EXPONENTIAL = /[+-]?(?:\d+\.?\d*|\.\d+)e[+-]?\d+/gi;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/g;
/** How many numbers a command takes; more of them repeat it. */
const LENGTHS = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const QUARTER = Math.PI / 2;

/** @typedef {[x: number, y: number]} Point */

/**
 * Return a number as PDF writes it: without an exponent, with as many decimals as a printer can show.
 *
 * @param {number} value
 */
export function number(value) {
  return String(Math.round(value * 1e5) / 1e5);
}

/**
 * Return the operators of a path.
 *
 * @param {string} d of the path
 */
export function pathOperators(d) {
  const pen = new Pen();
  const plain = d.replace(EXPONENTIAL, (text) => Number(text).toFixed(6));
  for (const [, letter = "", rest = ""] of plain.matchAll(COMMAND)) {
    const values = pen.isArc(letter) ? arcNumbers(rest) : (rest.match(NUMBER) ?? []).map(Number);
    pen.draw(letter, values);
  }
  return pen.operators.join("\n");
}

/**
 * Return the numbers of arcs, whose two flags may stand without a space: "a1 1 0 01.5.5".
 *
 * @param {string} text
 */
function arcNumbers(text) {
  const arc =
    /([+-]?[\d.]+)[\s,]*([+-]?[\d.]+)[\s,]*([+-]?[\d.]+)[\s,]*([01])[\s,]*([01])[\s,]*([+-]?(?:\d+\.?\d*|\.\d+))[\s,]*([+-]?(?:\d+\.?\d*|\.\d+))/g;
  return [...text.matchAll(arc)].flatMap((found) => found.slice(1).map(Number));
}

/** Follows the commands of a path, from point to point. */
class Pen {
  /** @type {string[]} */
  operators = [];
  /** @type {Point} */
  #at = [0, 0];
  /** @type {Point} where the present part of the path began */
  #start = [0, 0];
  /** @type {Point | null} the last control point of a cubic curve */
  #cubic = null;
  /** @type {Point | null} and of a quadratic one */
  #quadratic = null;

  /** @param {string} letter */
  isArc(letter) {
    return letter.toUpperCase() === "A";
  }

  /**
   * @param {string} letter
   * @param {readonly number[]} values
   */
  draw(letter, values) {
    const upper = /** @type {keyof typeof LENGTHS} */ (letter.toUpperCase());
    const length = LENGTHS[upper];
    if (length === undefined) return;
    const isRelative = letter !== upper;
    for (let start = 0; start === 0 || start < values.length; start += length || 1) {
      const given = values.slice(start, start + length);
      if (given.length < length) return;
      // What follows the first point of "M" is lines.
      this.#step(upper === "M" && start > 0 ? "L" : upper, given, isRelative ? this.#at : [0, 0]);
      if (!length) return;
    }
  }

  /**
   * @param {keyof typeof LENGTHS} command
   * @param {readonly number[]} given
   * @param {Point} origin
   */
  #step(command, given, [left, top]) {
    const points = /** @type {Point[]} */ (
      Array.from({ length: given.length >> 1 }, (_, index) => [
        (given[2 * index] ?? 0) + left,
        (given[2 * index + 1] ?? 0) + top,
      ])
    );
    const [first = this.#at, second = this.#at, third = this.#at] = points;
    const [cubic, quadratic] = [this.#cubic, this.#quadratic];
    this.#cubic = this.#quadratic = null;
    const [x, y] = this.#at;
    if (command === "M") this.#move(first);
    else if (command === "L") this.#line(first);
    else if (command === "H") this.#line([(given[0] ?? 0) + left, y]);
    else if (command === "V") this.#line([x, (given[0] ?? 0) + top]);
    else if (command === "C") this.#curve(first, second, third);
    else if (command === "S") this.#curve(mirrored(cubic, this.#at), first, second);
    else if (command === "Q") this.#bend(first, second);
    else if (command === "T") this.#bend(mirrored(quadratic, this.#at), first);
    else if (command === "A") this.#arc(given, [(given[5] ?? 0) + left, (given[6] ?? 0) + top]);
    else this.#close();
  }

  /** @param {Point} to */
  #move(to) {
    this.operators.push(`${written(to)} m`);
    this.#at = this.#start = to;
  }

  /** @param {Point} to */
  #line(to) {
    this.operators.push(`${written(to)} l`);
    this.#at = to;
  }

  /** @param {Point} first @param {Point} second @param {Point} to */
  #curve(first, second, to) {
    this.operators.push(`${written(first)} ${written(second)} ${written(to)} c`);
    this.#at = to;
    this.#cubic = second;
  }

  /** Draw a quadratic curve. @param {Point} control @param {Point} to */
  #bend(control, to) {
    this.#curve(between(this.#at, control, 2 / 3), between(to, control, 2 / 3), to);
    this.#cubic = null;
    this.#quadratic = control;
  }

  #close() {
    this.operators.push("h");
    this.#at = this.#start;
  }

  /**
   * Draw an arc of an ellipse, as the appendix of SVG's specification finds its centre, by a curve for each quarter.
   *
   * @param {readonly number[]} given
   * @param {Point} to
   */
  #arc([rx = 0, ry = 0, degrees = 0, large = 0, sweep = 0], to) {
    if (!rx || !ry) return this.#line(to);
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const [fromX, fromY] = this.#at;
    const [halfX, halfY] = [(fromX - to[0]) / 2, (fromY - to[1]) / 2];
    const [x, y] = [cos * halfX + sin * halfY, cos * halfY - sin * halfX];
    const grow = Math.max(1, Math.hypot(x / rx, y / ry));
    const [a, b] = [Math.abs(rx) * grow, Math.abs(ry) * grow];
    const rest = Math.max(0, (a * a * b * b) / (a * a * y * y + b * b * x * x) - 1);
    const factor = (large === sweep ? -1 : 1) * Math.sqrt(rest);
    const [cx, cy] = [(factor * a * y) / b, (-factor * b * x) / a];
    const start = Math.atan2((y - cy) / b, (x - cx) / a);
    let turn = Math.atan2((-y - cy) / b, (-x - cx) / a) - start;
    if (sweep && turn < 0) turn += 4 * QUARTER;
    if (!sweep && turn > 0) turn -= 4 * QUARTER;
    const middle = /** @type {Point} */ ([
      cos * cx - sin * cy + (fromX + to[0]) / 2,
      sin * cx + cos * cy + (fromY + to[1]) / 2,
    ]);
    const place = (/** @type {Point} */ [u, v]) =>
      /** @type {Point} */ ([middle[0] + cos * a * u - sin * b * v, middle[1] + sin * a * u + cos * b * v]);
    const parts = Math.max(1, Math.ceil(Math.abs(turn) / QUARTER - 1e-9));
    for (let part = 0; part < parts; part += 1) {
      const [from, until] = [start + (turn * part) / parts, start + (turn * (part + 1)) / parts];
      const reach = (4 / 3) * Math.tan((until - from) / 4);
      this.#curve(
        place([Math.cos(from) - reach * Math.sin(from), Math.sin(from) + reach * Math.cos(from)]),
        place([Math.cos(until) + reach * Math.sin(until), Math.sin(until) - reach * Math.cos(until)]),
        part === parts - 1 ? to : place([Math.cos(until), Math.sin(until)]),
      );
    }
    this.#cubic = null;
  }
}

/** @param {Point} point */
function written([x, y]) {
  return `${number(x)} ${number(y)}`;
}

/** @param {Point | null} control @param {Point} at @returns {Point} */
function mirrored(control, [x, y]) {
  return control ? [2 * x - control[0], 2 * y - control[1]] : [x, y];
}

/** @param {Point} from @param {Point} to @param {number} share @returns {Point} */
function between([x, y], [toX, toY], share) {
  return [x + (toX - x) * share, y + (toY - y) * share];
}
