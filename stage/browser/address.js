// The URL: the whole state stands in the query string, written when the hand lets go, read at the start and on back and
// forward. Parameters that belong to others are left where they are.

const ONE_GESTURE = 1000; // milliseconds in which moves of one control replace the entry in the history

export class Address {
  constructor(names, moved) {
    this.names = new Set(names);
    this.control = null; // what was moved when the address was last written; null: a whole state was loaded
    this.path = location.pathname;
    this.listen = () => {
      if (location.pathname !== this.path) return;
      this.control = null;
      moved(this.query());
    };
    window.addEventListener("popstate", this.listen);
  }

  query() {
    return this.parts((name) => this.names.has(name)).join("&");
  }

  write(query, control) {
    const search = [query, ...this.parts((name) => !this.names.has(name))].filter(Boolean).join("&");
    if (`?${search}` === location.search || location.pathname !== this.path) return;
    const now = performance.now();
    const how = control && control === this.control && now - this.written < ONE_GESTURE ? "replaceState" : "pushState";
    Object.assign(this, { control, written: now });
    try {
      window.history[how](window.history.state, "", `${location.pathname}?${search}${location.hash}`);
    } catch {
      // A browser that allows only so many writes in a while keeps the address of a moment ago.
    }
  }

  parts(wanted) {
    return location.search.slice(1).split("&").filter((part) => part && wanted(decodeURIComponentSafely(part.split("=")[0])));
  }

  close() {
    window.removeEventListener("popstate", this.listen);
  }
}

function decodeURIComponentSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
