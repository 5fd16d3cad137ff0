// The first script of a lecture that was saved as one file: unpacks the modules, and starts the one that shows the lecture.
//
// A page on disk may load nothing beside itself, so every module is a Blob of its own, under a name of the import map.

(async () => {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing of this script is global
  const read = (/** @type {string} */ id) => {
    const bytes = Uint8Array.from(atob(document.getElementById(id)?.textContent ?? ""), (byte) => byte.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  };
  const types = { js: "text/javascript", css: "text/css", json: "application/json" };
  /** @type {Record<string, string>} */
  const addresses = {};
  for (const [name, text] of Object.entries(await read("files"))) {
    const type = types[/** @type {keyof typeof types} */ (name.split(".").pop())];
    addresses[name] = URL.createObjectURL(new Blob([text], { type }));
  }
  Object.assign(globalThis, { softmaxLabFile: { addresses, read } });
  const imports = Object.fromEntries(Object.entries(addresses).map(([name, url]) => [`softmax-lab/${name}`, url]));
  const map = document.createElement("script");
  map.type = "importmap";
  map.textContent = JSON.stringify({ imports });
  document.head.append(map);
  const entry = "softmax-lab/recorded/page.js"; // a name of the map alone
  const { start } = await import(entry);
  await start();
})();
