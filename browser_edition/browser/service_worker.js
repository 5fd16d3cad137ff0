// The service worker: keeps one version of the whole site, and answers from it.
//
// The first line of the file that is published says what belongs to the version: `self.SITE = { version, files }`, with
// the digest of every file, so that never half of one version is kept and half of another.

/** @typedef {{ waitUntil(promise: Promise<unknown>): void }} Extendable */
/** @typedef {{ request: Request, respondWith(answer: Promise<Response>): void }} Fetching */
/** @typedef {{ registration: { scope: string }, skipWaiting(): void, clients: { claim(): Promise<void> } }} Scope */

/** @typedef {{ version: string, files: Record<string, string> }} SiteVersion */

const { SITE } = /** @type {{ SITE: SiteVersion }} */ (/** @type {unknown} */ (self));
const PREFIX = "softmax-lab";
const PAGE = "index.html";
const NAMED_BY_CONTENT = /-[0-9a-f]{12}\//;

const scope = /** @type {Scope & typeof globalThis} */ (/** @type {unknown} */ (self));
const root = new URL(scope.registration.scope);
const cacheName = `${PREFIX} ${root.pathname} ${SITE.version}`;

/** @param {string} path */
function addressOf(path) {
  return new URL(path.endsWith(PAGE) ? path.slice(0, -PAGE.length) : path, root).href;
}

/**
 * Keep a file, from the network or, where its address names its content, from the version before.
 *
 * @param {Cache} cache
 * @param {string} path
 * @param {string} integrity
 */
async function keep(cache, path, integrity) {
  const address = addressOf(path);
  const before = NAMED_BY_CONTENT.test(path) ? await caches.match(address) : undefined;
  const file = before ?? (await fetch(new Request(address, { integrity, cache: "no-cache" })));
  if (!file.ok) throw new Error(`${path}: ${file.status}`);
  await cache.put(address, file);
}

async function install() {
  const cache = await caches.open(cacheName);
  try {
    await Promise.all(Object.entries(SITE.files).map(([path, integrity]) => keep(cache, path, integrity)));
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

async function activate() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(`${PREFIX} ${root.pathname} `) && name !== cacheName);
  await Promise.all(others.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const { pathname } = new URL(request.url);
  const address = new URL(pathname, root).href;
  const cache = await caches.open(cacheName);
  const kept = await cache.match(address);
  if (kept) return kept;
  if (request.mode === "navigate" && (await cache.match(`${address}/`))) {
    return Response.redirect(request.url.replace(pathname, `${pathname}/`));
  }
  return fetch(request);
}

self.addEventListener("install", (event) =>
  /** @type {Extendable} */ (/** @type {unknown} */ (event)).waitUntil(install()),
);
self.addEventListener("activate", (event) =>
  /** @type {Extendable} */ (/** @type {unknown} */ (event)).waitUntil(activate()),
);
self.addEventListener("message", ({ data }) => {
  if (data === "activate") scope.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const fetching = /** @type {Fetching} */ (/** @type {unknown} */ (event));
  const { method, url } = fetching.request;
  if (method === "GET" && url.startsWith(root.href)) fetching.respondWith(answer(fetching.request));
});
