// One HTML file that holds everything a lecture needs: scripts, styles, plotly.js and recorded frames, each compressed.

/** @typedef {Readonly<Record<string, string>>} Files text by name */

const ENTRY = "recorded/page.js";
const BOOT = "recorded/boot.js";
const FOLDER = new URL("..", import.meta.url);
const IMPORT = /(^(?:import|export|\}) (?:[^;"\n]* )?from |^import |\bimport\()"(\.[^"\n]+)"/gm;
const ASSET = /new URL\("([^"]+)", import\.meta\.url\)/g;
/** What a module finds in place of its own address. */
const NOWHERE = "https://file.invalid/";
/** Nothing is loaded from anywhere, and nothing is sent. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "style-src 'unsafe-inline' blob:",
  "img-src data: blob:",
  "font-src data: blob:",
  "connect-src data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * Return the modules of the stage that a saved lecture needs, with the addresses in them rewritten, and what they load.
 *
 * @returns {Promise<Files>}
 */
export async function stageFiles() {
  /** @type {Map<string, Promise<string>>} */
  const found = new Map();
  const add = async (/** @type {string} */ name) => {
    if (found.has(name)) return;
    found.set(name, loadText(new URL(name, FOLDER)));
    if (!name.endsWith(".js")) return;
    await Promise.all(namesIn((await found.get(name)) ?? "", name).map(add));
  };
  await Promise.all([add(ENTRY), add("stage.css")]);
  const texts = await Promise.all([...found].map(async ([name, text]) => [name, rewritten(await text, name)]));
  return Object.fromEntries(texts);
}

/**
 * Return what a module imports and loads, by the names in the stage's folder.
 *
 * @param {string} source
 * @param {string} name
 */
function namesIn(source, name) {
  const imported = [...source.matchAll(IMPORT)].map(([, , path]) => nameOf(path ?? "", name));
  const loaded = [...source.matchAll(ASSET)].map(([, path]) => nameOf(path ?? "", name));
  return [...imported, ...loaded.filter((asset) => /\.\w+$/.test(asset))];
}

/**
 * Return a module that imports by the names of the import map, and loads from where the file's own parts are.
 *
 * @param {string} source
 * @param {string} name
 */
export function rewritten(source, name) {
  if (!name.endsWith(".js")) return source;
  return source
    .replace(IMPORT, (_, before, path) => `${before}"softmax-lab/${nameOf(path, name)}"`)
    .replace(ASSET, (_, path) => {
      const asset = nameOf(path, name);
      const isFile = /\.\w+$/.test(asset);
      return isFile ? `new URL(globalThis.softmaxLabFile.addresses["${asset}"])` : `new URL("${NOWHERE}${asset}")`;
    })
    .replaceAll("import.meta.url", JSON.stringify(`${NOWHERE}${name}`));
}

/**
 * @param {string} path relative to a module
 * @param {string} name of the module
 */
function nameOf(path, name) {
  return new URL(path, `${NOWHERE}${name}`).pathname.slice(1);
}

/**
 * Load a text of this site.
 *
 * @param {URL | string} address
 */
export async function loadText(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

/**
 * Return a value compressed, as the file holds it.
 *
 * @param {unknown} value
 */
export async function packed(value) {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = "";
  const PIECE = 0x8000; // as many arguments as every browser takes
  for (let start = 0; start < bytes.length; start += PIECE)
    text += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  return btoa(text);
}

/**
 * Write the file.
 *
 * @param {{ title: string, language: string, noScript: string }} about
 * @param {Files} parts compressed, by their ids
 */
export async function writeHtml({ title, language, noScript }, parts) {
  const boot = await loadText(new URL(BOOT, FOLDER));
  const scripts = Object.entries(parts).map(
    ([id, content]) => `<script type="application/octet-stream" id="${id}">${content}</script>`,
  );
  const page = [
    "<!doctype html>",
    `<html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title></head>`,
    `<body><noscript>${escaped(noScript)}</noscript>`,
    ...scripts,
    `<script>${boot}</script>`,
    "</body></html>",
  ];
  return new Blob([page.join("\n")], { type: "text/html" });
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
