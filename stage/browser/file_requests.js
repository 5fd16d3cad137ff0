// Files that parts of the stage ask for: a reader's file goes to Python, and one made of a state comes back.

import { DOWNLOAD, UPLOAD } from "./events.js";

/** @import { Connection } from "./connection.js" */

/**
 * Answer the requests of a stage.
 *
 * @param {HTMLElement} root
 * @param {Connection} connection
 * @param {() => string} query of the present state
 */
export function answerFileRequests(root, connection, query) {
  root.addEventListener(UPLOAD, ({ detail: { name, bytes, respondWith } }) =>
    respondWith(connection.upload(name, bytes)),
  );
  root.addEventListener(DOWNLOAD, ({ detail: { name, respondWith } }) =>
    respondWith(connection.download(name, query())),
  );
}
