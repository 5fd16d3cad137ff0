// Makes elements and icons, registers custom elements, fills values into translated sentences, and saves files.

/** @import { DownloadFile, Sentence } from "./wire.d.ts" */

// The path of each module holds its version. After an upgrade of the server one page can load two versions, and a
// custom element can be registered only once under a name.
const VERSION = new URL(".", import.meta.url).pathname.toLowerCase().replace(/[^a-z0-9]/g, "");

/**
 * Register a custom element for this version of the stage.
 *
 * @param {string} name
 * @param {CustomElementConstructor} constructor
 */
export function register(name, constructor) {
  customElements.define(`${name}-${VERSION}`, constructor);
}

/**
 * Make an element with properties, ARIA attributes and children.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]> & { [attribute: `aria-${string}`]: string }} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith("aria-") || name === "role") made.setAttribute(name, String(value));
    else if (name === "dataset") Object.assign(made.dataset, value);
    else Reflect.set(made, name, value);
  }
  made.append(...children);
  return made;
}

// Drawn rather than written: the size of such characters differs between fonts.
const ICONS = {
  play: "M4 2.5v11l9.5-5.5z",
  pause: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
  back: "M3 2.5h2v11H3zM13 2.5v11L6 8z",
  rewind: "M2 2.5h2v11H2zM9.5 2.5v11L4 8zM15 2.5v11L9.5 8z",
  undo: "M6 2 1.5 6.2 6 10.4V7.6h3.2a2.4 2.4 0 0 1 0 4.8H5v2h4.2a4.4 4.4 0 0 0 0-8.8H6z",
  redo: "M10 2l4.5 4.2L10 10.4V7.6H6.8a2.4 2.4 0 0 0 0 4.8H11v2H6.8a4.4 4.4 0 0 1 0-8.8H10z",
  holds: "M6 13.2 1.6 8.6l1.6-1.5 2.7 2.8 6.8-7.6 1.7 1.5z",
  part: "M7.3 1.5a6.5 6.5 0 0 0 0 13zM8.7 1.5v1.6a5 5 0 0 1 0 9.8v1.6a6.5 6.5 0 0 0 0-13z",
  wrong: "M3.4 2 8 6.6 12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.400z",
  forward: "M11 2.5h2v11h-2zM3 2.5v11L10 8z",
};

/** @typedef {keyof typeof ICONS} IconName */

/**
 * Make an icon.
 *
 * @param {IconName} name
 */
export function icon(name) {
  return svgElement("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svgElement("path", { d: ICONS[name] }));
}

/**
 * Make an element of SVG with attributes and children.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | number>>} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * Write a text into an element where it differs.
 *
 * @param {Element | undefined} target
 * @param {string} text
 */
export function setText(target, text) {
  if (!target) return;
  const { firstChild } = target;
  const isOnlyText = firstChild instanceof Text && !firstChild.nextSibling;
  if (isOnlyText && text) {
    if (firstChild.data !== text) firstChild.data = text; // the browser keeps the box, where a new node needs a new one
  } else if (target.textContent !== text) target.textContent = text;
}

/**
 * Replace the placeholders "{name}" of a translated sentence.
 *
 * @template {string} Names
 * @param {Sentence<Names>} sentence
 * @param {Readonly<Record<Names, string | number>>} values
 */
export function format(sentence, values) {
  /** @type {Readonly<Record<string, string | number>>} */
  const texts = values;
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name) => String(texts[name] ?? placeholder));
}

/**
 * Save a file on the reader's machine.
 *
 * @param {DownloadFile} file
 */
export function save({ file_name: fileName, media_type: type, text }) {
  saveBlob(fileName, new Blob([text], { type }));
}

/**
 * @param {string} fileName
 * @param {Blob} blob
 */
export function saveBlob(fileName, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
