// The custom events by which the parts of the stage speak to each other, and helpers that fire them.
//
// A value that changes fires `input` while it moves and `change` when it is let go. Requests are custom events; they
// bubble to whatever listens, so that no part holds a reference to what answers it.

/** @import { Pointed } from "./pointing.js" */
/** @import { DownloadFile, UploadAnswer } from "./wire.d.ts" */

/** A reader begins to change something by hand; whatever plays stops. */
export const INTERACTION = "stage-interaction";
/** The slider that is the target is to play, or to stop. */
export const PLAY = "stage-play";
/** The state of a query is to be loaded. */
export const LOAD = "stage-load";
/** The state of a query is to be reached on a way on which what is the same moves. */
export const GLIDE = "stage-glide";
/** Everything is to be drawn anew, in the colours and sizes that the page has now. */
export const REDRAW = "stage-redraw";
/** The link to the present state is needed. */
export const LINK = "stage-link";
/** A sentence is to be shown. */
export const NOTICE = "stage-notice";
/** A sentence is to be read aloud by screen readers, and not shown. */
export const ANNOUNCEMENT = "stage-announcement";
/** A file is to be sent to Python. */
export const UPLOAD = "stage-upload";
/** A file is to be made of the present state. */
export const DOWNLOAD = "stage-download";
/** The pointer is over the mark of a row, or over none (null). */
export const HOVER = "stage-hover";
/** The pointer is at a class or at a cell of two, or at none (null). */
export const POINT = "stage-point";
/** A drawn point is selected, to be edited: its index. Does not bubble. */
export const SELECT = "stage-select";
/** The drawn points, or which of them is selected, changed. Does not bubble. */
export const POINTS = "stage-points";

/**
 * Fire what a change of a value fires.
 *
 * @param {HTMLElement} target
 * @param {boolean} isFinal true: `change`, the value is let go; false: `input`, it still moves
 */
export function fireValueEvent(target, isFinal) {
  target.dispatchEvent(new Event(isFinal ? "change" : "input", { bubbles: true }));
}

/**
 * Stop the `input` and `change` of what is inside an element, which are not events of its own value; called before any
 * other listener is added to it.
 *
 * @param {HTMLElement} host
 */
export function stopInnerValueEvents(host) {
  for (const type of ["input", "change"]) {
    host.addEventListener(type, (event) => {
      if (event.target !== host) event.stopImmediatePropagation();
    });
  }
}

/** @param {HTMLElement} target */
export function reportInteraction(target) {
  dispatch(target, INTERACTION, null);
}

/** @param {HTMLElement} target */
export function requestPlay(target) {
  dispatch(target, PLAY, null);
}

/**
 * @param {HTMLElement} target
 * @param {string} query
 */
export function requestLoad(target, query) {
  dispatch(target, LOAD, query);
}

/**
 * @param {HTMLElement} target
 * @param {string} query
 */
export function requestGlide(target, query) {
  dispatch(target, GLIDE, query);
}

/** @param {HTMLElement} target */
export function requestRedraw(target) {
  dispatch(target, REDRAW, null);
}

/**
 * Return the link to the present state; at once, because a browser lets only the handler of a click write the clipboard.
 *
 * @param {HTMLElement} target
 */
export function requestLink(target) {
  let link = "";
  dispatch(target, LINK, { respondWith: (answer) => (link = answer) });
  return link;
}

/**
 * @param {HTMLElement} target
 * @param {string} sentence
 * @param {boolean} [isError]
 */
export function notify(target, sentence, isError = false) {
  dispatch(target, NOTICE, { sentence, isError, field: null });
}

/**
 * Show a sentence beside the field that it is about.
 *
 * @param {HTMLElement} field
 * @param {string} sentence
 * @param {boolean} [isError]
 */
export function notifyAtField(field, sentence, isError = false) {
  dispatch(field, NOTICE, { sentence, isError, field });
}

/**
 * @param {HTMLElement} target
 * @param {string} sentence
 */
export function announce(target, sentence) {
  dispatch(target, ANNOUNCEMENT, sentence);
}

/**
 * @param {HTMLElement} target
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<UploadAnswer>}
 */
export function requestUpload(target, name, bytes) {
  return request((respondWith) => dispatch(target, UPLOAD, { name, bytes, respondWith }));
}

/**
 * @param {HTMLElement} target
 * @param {string} name
 * @returns {Promise<DownloadFile | null>}
 */
export function requestDownload(target, name) {
  return request((respondWith) => dispatch(target, DOWNLOAD, { name, respondWith }));
}

/**
 * @param {HTMLElement} target
 * @param {number | null} row
 */
export function reportHover(target, row) {
  dispatch(target, HOVER, row);
}

/**
 * @param {HTMLElement} target
 * @param {Pointed | null} pointed
 */
export function reportPointed(target, pointed) {
  dispatch(target, POINT, pointed);
}

/**
 * @template {keyof HTMLElementEventMap} Type
 * @param {HTMLElement} target
 * @param {Type} type
 * @param {HTMLElementEventMap[Type] extends CustomEvent<infer Detail> ? Detail : never} detail
 */
function dispatch(target, type, detail) {
  target.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}

/**
 * @template Answer
 * @param {(respondWith: (answer: Promise<Answer>) => void) => void} send
 * @returns {Promise<Answer>}
 */
function request(send) {
  return new Promise((resolve, reject) => {
    send(resolve);
    reject(new Error("nothing answers this request"));
  });
}
