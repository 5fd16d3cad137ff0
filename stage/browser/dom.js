// What every room of the stage uses: make an element, draw a sign, look after a box that somebody types in, fill words in.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("aria-") || name === "role" || name === "for") made.setAttribute(name, value);
    else if (name === "dataset") Object.assign(made.dataset, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

// Drawn rather than written: fonts disagree about the size of such signs.
const ICONS = {
  play: "M4 2.5v11l9.5-5.5z",
  pause: "M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z",
  back: "M3 2.5h2v11H3zM13 2.5v11L6 8z",
  rewind: "M2 2.5h2v11H2zM9.5 2.5v11L4 8zM15 2.5v11L9.5 8z",
  on: "M11 2.5h2v11h-2zM3 2.5v11L10 8z",
};

// Give a file to the reader.
export function download({ name, kind, text }) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: kind })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  svg.firstChild.setAttribute("d", ICONS[name]);
  return svg;
}

// Show a text in a box, unless somebody is typing there.
export function put(box, text) {
  box.oninput ??= () => (box.dataset.typing = "");
  box.onblur ??= () => delete box.dataset.typing;
  if (!("typing" in box.dataset) && box.value !== text) box.value = text;
}

// What was typed, and from now on the box shows what it is told again.
export function taken(box) {
  delete box.dataset.typing;
  return box.value;
}

// On Escape, what was typed is not wanted after all. (A handler that returned false would swallow every other key.)
export function abandonOnEscape(box, text) {
  box.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    taken(box);
    put(box, text());
    box.select();
  };
}

export function shortened(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

export function say(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
