// Computes the first frames: node first_frames.mjs FOLDER LANGUAGE ARCHIVE ...
//
// The folder holds the files of Pyodide's npm package and the archives; `first_frames.json` is written there.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const APPLICATION = "/application";

const [folder = "", language = "", ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide();
for (const archive of archives)
  python.unpackArchive(new Uint8Array(readFileSync(join(folder, archive))), "zip", { extractDir: APPLICATION });
python.runPython(`import sys; sys.path.insert(0, "${APPLICATION}")`);
const frames = python.pyimport("browser_edition.first_frames").first_frames(language);
writeFileSync(join(folder, "first_frames.json"), frames);
