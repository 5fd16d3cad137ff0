// The web worker: runs Python, and answers the messages of the page's sockets one after another.
//
// From the page: { id, open: { lesson, language } }, { id, text }, { id, part } (of a file), { id, close: true }.
// To the page: { progress: { loaded, total } } in bytes on the wire, { ready: true }, { id, answer }, { failure }, and
// { idle } with the number of messages that were received, when all of them are answered.

/** @import { PyodideAPI } from "pyodide" */

/** @typedef {{ answer(message: string): string, add_file_part(part: unknown): string | undefined, destroy(): void }} Reader */
/** @typedef {{ lesson: string, language: string }} Opened */
/** @typedef {{ id: number, open?: Opened, text?: string, part?: ArrayBuffer, close?: true }} Message */
/** @typedef {{ runtime: string, lock: object, bytes: Record<string, number>, wire: Record<string, number> }} Described */

const APPLICATION = "/application";
const LATER = "later.bin"; // packages that few states need
const NEEDS_PACKAGE = "NeedsPackage";

const loadFile = self.fetch.bind(self);
/** @type {Message[]} */
const waiting = [];
/** @type {Map<number, Reader>} */
const readers = new Map();
/** @type {Record<string, number>} bytes that were read of each file that is loaded */
const loaded = {};
let received = 0;
let isAnswering = true; // until Python is ready

// First of all, because what arrives before there is a listener is lost.
self.onmessage = ({ data }) => {
  received += 1;
  waiting.push(data);
  answerAll();
};

const described = /** @type {Described} */ (await (await loadFile(new URL("python.json", import.meta.url))).json());
const runtime = new URL(described.runtime, import.meta.url).href;
self.fetch = async (address, options) => {
  const response = await loadFile(address, options);
  const name = response.url.split("/").pop() ?? "";
  if (!response.ok || !response.body) throw new Error(`${name}: ${response.status}`);
  if (described.bytes[name]) count(name, response.clone()); // of a copy: what is compiled while it loads stays as it came
  return name.endsWith(".bin") ? new Response(response.body.pipeThrough(new DecompressionStream("gzip"))) : response;
};

/**
 * @param {string} name
 * @param {Response} response
 */
function count(name, response) {
  loaded[name] = 0;
  const write = (/** @type {Uint8Array} */ part) => {
    loaded[name] = (loaded[name] ?? 0) + part.length;
    report();
  };
  response.body?.pipeTo(new WritableStream({ write })).catch(() => {}); // who reads the file itself reports that
}

function report() {
  let [here, total] = [0, 0];
  for (const [name, wire] of Object.entries(described.wire)) {
    if (name === LATER && !(name in loaded)) continue;
    total += wire;
    here += (wire * (loaded[name] ?? 0)) / (described.bytes[name] ?? 1);
  }
  postMessage({ progress: { loaded: here, total } });
}

/** @param {URL} address */
async function archive(address) {
  return (await self.fetch(address)).arrayBuffer();
}

/** Start Python with NumPy and the lessons; return how a lesson is opened. */
async function start() {
  const numpy = archive(new URL("numpy.bin", runtime));
  const application = archive(new URL("application.bin", import.meta.url));
  for (const promise of [numpy, application]) promise.catch(() => {}); // they are awaited later
  const { loadPyodide } = await import(new URL("pyodide.mjs", runtime).href);
  /** @type {PyodideAPI} */
  const python = await loadPyodide({
    indexURL: runtime,
    stdLibURL: new URL("standard_library.bin", runtime).href,
    lockFileContents: JSON.stringify(described.lock),
  });
  const packages = python.runPython("import sys, sysconfig; sysconfig.get_path('purelib')");
  python.unpackArchive(await numpy, "zip", { extractDir: packages });
  python.unpackArchive(await application, "zip", { extractDir: APPLICATION });
  python.runPython(`sys.path.insert(0, "${APPLICATION}")`);
  const answers = python.pyimport("browser_edition.answers");
  return {
    /** @type {(opened: Opened) => Reader} */
    open: ({ lesson, language }) => answers.Reader(lesson, language),
    toBytes: (/** @type {ArrayBuffer} */ part) => python.toPy(new Uint8Array(part)).tobytes(),
    unpackLater: async () => {
      python.unpackArchive(await archive(new URL(LATER, runtime)), "zip", { extractDir: packages });
    },
  };
}

/** @type {Promise<void> | null} */
let later = null;

/** @param {Message} message */
async function answer({ id, open, text, part, close }) {
  if (open) readers.set(id, python.open(open));
  const reader = readers.get(id);
  if (close) {
    reader?.destroy();
    readers.delete(id);
  }
  if (text !== undefined) await reply(id, () => reader?.answer(text));
  if (part) {
    await (later ??= python.unpackLater()); // what reads a file needs it
    await reply(id, () => reader?.add_file_part(python.toBytes(part)));
  }
}

/**
 * @param {number} id
 * @param {() => string | undefined} compute
 */
async function reply(id, compute) {
  try {
    const text = compute();
    if (text !== undefined) postMessage({ id, answer: text });
  } catch (error) {
    if (later || !(error instanceof Error) || /** @type {any} */ (error).type !== NEEDS_PACKAGE) throw error;
    await (later = python.unpackLater());
    await reply(id, compute);
  }
}

/** Whether a state waits directly before another one of the same socket, which then replaces it. */
function isReplaced() {
  const [first, second] = waiting;
  return Boolean(first && second && first.id === second.id && isState(first) && isState(second));
}

/** @param {Message} message */
function isState({ text }) {
  return text !== undefined && !/^\d+!/.test(text);
}

const { port1, port2 } = new MessageChannel();

/** Let the messages in that have arrived meanwhile; a timer would wait for 4 ms. */
function otherMessages() {
  return new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}

async function answerAll() {
  if (isAnswering) return;
  isAnswering = true;
  try {
    while (waiting.length) {
      // One after another, as they came.
      await otherMessages(); // oxlint-disable-line no-await-in-loop
      while (isReplaced()) waiting.shift();
      const message = waiting.shift();
      if (message) await answer(message); // oxlint-disable-line no-await-in-loop
    }
  } catch (error) {
    postMessage({ failure: String(error) });
  }
  isAnswering = false;
  postMessage({ idle: received });
}

const python = await start().catch((error) => {
  postMessage({ failure: String(error) });
  throw error;
});
isAnswering = false;
postMessage({ ready: true });
answerAll();
