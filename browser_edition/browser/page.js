// The page of a lesson: mounts the stage, follows the reader's colours, and keeps the site for times without a network.

/** @import { MountData } from "../../stage/browser/wire.d.ts" */

/**
 * @typedef {object} LanguageModule
 * @property {string} CHOICE
 * @property {(nav: Element, onChoice: (code: string, query: string, link: HTMLAnchorElement) => void) => void} followChoice
 * @property {() => void} keepPinnedLanguage
 */

const data = /** @type {MountData & { addresses: { main: string, language: string } }} */ (
  JSON.parse(document.getElementById("lesson-data")?.textContent ?? "")
);
const stage = await import(new URL(data.addresses.main, document.baseURI).href);
const parentElement = /** @type {HTMLElement} */ (document.getElementById("lesson"));

stage.mount({ data, parentElement });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => stage.mount({ data, parentElement }));
await switchLanguages();
closeMenus();
letFormulasScroll();
await stage.pythonIsReady(data.addresses.python);
keepSite();

/** The switch leads to the same state, and the browser keeps the choice; where it cannot, the address does. */
async function switchLanguages() {
  /** @type {LanguageModule} */
  const language = await import(new URL(data.addresses.language, document.baseURI).href);
  const nav = document.querySelector(".language-switch");
  if (nav) {
    language.followChoice(nav, (code, query, link) => {
      try {
        localStorage.setItem(language.CHOICE, code);
      } catch {
        query = `${query}${query && "&"}lang=${code}`;
      }
      link.search = query;
      location.assign(link.href);
    });
  }
  language.keepPinnedLanguage();
}

/** A menu of the navigation closes when the reader goes on elsewhere. */
function closeMenus() {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const menus = document.querySelectorAll(".site-header details");
  const close = (/** @type {Node | null} */ inside) =>
    menus.forEach((menu) => {
      if (!inside || !menu.contains(inside)) menu.open = false;
    });
  document.addEventListener("pointerdown", ({ target }) => close(target instanceof Node ? target : null));
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close(null);
  });
}

/** A formula that is wider than its column scrolls, also by keys. */
function letFormulasScroll() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll(".site-explanation .katex-display").forEach((formula) => observer.observe(formula));
}

/** Keep the whole site in the browser; a newer version waits until the reader wants it. */
async function keepSite() {
  if (!("serviceWorker" in navigator)) return;
  const home = new URL(document.body.dataset.home ?? "", document.baseURI);
  const wasKept = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (wasKept) location.reload();
  });
  try {
    const registration = await navigator.serviceWorker.register(new URL("service_worker.js", home), {
      scope: home.pathname,
    });
    if (registration.waiting) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && registration.active) offer(worker);
      });
    });
    await navigator.serviceWorker.ready;
    const about = document.getElementById("about");
    if (about) about.textContent = about.dataset.offline ?? "";
  } catch {
    // Where the browser keeps nothing, the site needs its network.
  }
}

/** @param {ServiceWorker} worker of a newer version */
function offer(worker) {
  const notice = document.getElementById("update");
  const button = notice?.querySelector("button");
  if (!notice || !button) return;
  notice.hidden = false;
  button.onclick = () => worker.postMessage("activate", []);
}
