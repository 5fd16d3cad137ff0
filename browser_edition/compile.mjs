// Compiles the modules of archives: node compile.mjs FOLDER ARCHIVE ...
//
// The folder holds the files of Pyodide's npm package and the archives, which are written again in place.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const COMPILE = `
import importlib.util, io, marshal, zipfile

def byte_code(source, name):
    """Return the content of an unchecked .pyc file; docstrings and assertions are left out."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    unchecked = (0b01).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + unchecked + importlib.util.source_hash(source) + marshal.dumps(code)

def compile_archive(path):
    result = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            source = old.read(name)
            is_module = name.endswith(".py") and not name.startswith("assets/")  # those are read as text
            new.writestr(zipfile.ZipInfo(name + "c" * is_module), byte_code(source, name) if is_module else source)
    with open(path, "wb") as file:
        file.write(result.getvalue())

compile_archive
`;

const [folder = "", ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const python = await loadPyodide();
const compileArchive = python.runPython(COMPILE);
for (const archive of archives) {
  const [outside, inside] = [join(folder, archive), `/${archive}`];
  python.FS.writeFile(inside, readFileSync(outside));
  compileArchive(inside);
  writeFileSync(outside, python.FS.readFile(inside));
}
