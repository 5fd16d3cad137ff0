// Typesets formulas: reads [[formula, isDisplay], ...] as JSON from its input, and writes their HTML as JSON.

import { readFileSync } from "node:fs";
import process from "node:process";
import { renderToString } from "katex";

const formulas = JSON.parse(readFileSync(0, "utf8"));
const typeset = formulas.map(([formula, displayMode]) => renderToString(formula, { displayMode, strict: "error" }));
process.stdout.write(JSON.stringify(typeset));
