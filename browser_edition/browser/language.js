// Runs before the page is drawn: leads to the page in the reader's language, which is the one that the link pins, else
// the one they chose, else their browser's. A page whose address names its language stays, unless a link pins another.
//
// `data-pages` has the way to the page in each language, the page's own first; that of the address without a name is
// English.

{
  /** @type {Record<string, string>} */
  const pages = JSON.parse(document.currentScript?.dataset.pages ?? "{}");
  const [own] = Object.keys(pages);
  const known = (/** @type {string | null} */ tag) => {
    const code = (tag ?? "").split("-")[0]?.toLowerCase() ?? "";
    return code in pages ? code : undefined;
  };
  const pinned = known(new URLSearchParams(location.search).get("lang"));
  const preferred = () => known(chosenLanguage()) ?? navigator.languages.map(known).find(Boolean);
  const wanted = pinned ?? (own === "en" ? preferred() : own);
  if (wanted && wanted !== own) {
    location.replace(new URL(pages[wanted] + location.search + location.hash, location.href));
  }
}

function chosenLanguage() {
  try {
    return localStorage.getItem("softmax-lab-language");
  } catch {
    return null; // where the browser keeps nothing
  }
}
