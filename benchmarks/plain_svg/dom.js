// Makes SVG and HTML elements, and changes them where they differ from what was written last.

/** Make an SVG element in a parent. */
export function add(parent, tag, attributes = {}, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (tag === "text") made.append(document.createTextNode(text));
  parent.append(made);
  return made;
}

/** Make an element of a page in a parent, at a place of the page where there is one. */
export function addHtml(parent, tag, text = "", box = null) {
  const made = document.createElement(tag);
  made.append(document.createTextNode(text));
  if (box) made.style.cssText = `left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`;
  parent.append(made);
  return made;
}

/** Set an attribute where it differs. */
export function set(element, name, value) {
  element.written ??= {};
  if (element.written[name] === value) return;
  element.written[name] = value;
  element.setAttribute(name, value);
}

/** Write a text where it differs. */
export function write({ firstChild }, text) {
  if (firstChild.nodeValue !== text) firstChild.nodeValue = text;
}
