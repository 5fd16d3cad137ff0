// The QR code of a link, as large as the window: a hall reads it from the last row.

import { element, format, svgElement } from "./dom.js";
import { notify, requestLink } from "./events.js";

/** @import { Words } from "./wire.d.ts" */

const QUIET_ZONE = 4; // modules of white around the code, as its standard asks
const LEVELS = /** @type {const} */ (["H", "Q", "M", "L"]); // of error correction, the strongest first
const MAX_LENGTH = 2953; // bytes in the largest code

/**
 * Make the button that shows the code of the present state.
 *
 * @param {Words} words
 */
export function makeQrButton(words) {
  const button = element("button", { type: "button", className: "stage-qr", textContent: words.take.qr_code });
  button.onclick = async () => {
    const link = requestLink(button);
    if (link.length > MAX_LENGTH) {
      notify(button, format(words.take.qr_too_long, { length: link.length, max: MAX_LENGTH }));
      return;
    }
    try {
      await showQrCode(link, button.closest(".stage") ?? document.body, words);
    } catch {
      notify(button, words.take.qr_failed, true);
    }
  };
  return button;
}

/**
 * Show the code of a link over the whole window until a key or a press closes it.
 *
 * @param {string} link
 * @param {Element} host in which the dialog stands while it is open
 * @param {Words} words
 * @returns {Promise<HTMLDialogElement>} the open dialog
 */
export async function showQrCode(link, host, { take }) {
  const code = await drawQrCode(link);
  code.setAttribute("role", "img");
  code.setAttribute("aria-label", take.qr_label);
  const close = element("button", { type: "button", textContent: take.qr_close });
  const address = element("a", { href: link, textContent: link.replace(/^https?:\/\//, ""), target: "_self" });
  const texts = element("p", { className: "stage-qr-link" }, address, close);
  const dialog = element("dialog", { className: "stage-qr-dialog", "aria-label": take.qr_label }, code, texts);
  dialog.onclick = ({ target }) => {
    if (target !== address) dialog.close();
  };
  dialog.onkeydown = (event) => {
    event.stopPropagation(); // a clicker's key closes it, and does not go on to the next scene
    if (["Tab", "Shift", "Control", "Alt", "Meta", "Enter", "c"].includes(event.key)) return;
    event.preventDefault();
    dialog.close();
  };
  dialog.onclose = () => dialog.remove();
  host.append(dialog);
  dialog.showModal();
  close.focus();
  return dialog;
}

/**
 * Draw the code of a text, dark on white, with the strongest correction of errors that makes it no larger.
 *
 * @param {string} text
 */
export async function drawQrCode(text) {
  const { qrcode } = await import("./third_party/qrcode.js");
  const codes = LEVELS.flatMap((level) => {
    try {
      const code = qrcode(0, level);
      code.addData(text);
      code.make();
      return [code];
    } catch {
      return []; // too long for this level
    }
  });
  const smallest = Math.min(...codes.map((code) => code.getModuleCount()));
  const code = codes.find((each) => each.getModuleCount() === smallest);
  if (!code) throw new Error("too long for a QR code");
  const size = smallest + 2 * QUIET_ZONE;
  let path = "";
  for (let row = 0; row < smallest; row += 1)
    for (let column = 0; column < smallest; column += 1)
      if (code.isDark(row, column)) path += `M${column + QUIET_ZONE},${row + QUIET_ZONE}h1v1h-1z`;
  return svgElement(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges" },
    svgElement("rect", { width: size, height: size, fill: "#ffffff" }),
    svgElement("path", { d: path, fill: "#000000" }),
  );
}
