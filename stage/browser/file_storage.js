// The reader's file, kept in the session storage of the tab, so that it survives a reload.

const KEY = "softmax-lab-file";

/** @typedef {{ name: string, digest: string, bytes: Uint8Array<ArrayBuffer> }} StoredFile */

/**
 * Keep a file.
 *
 * @param {StoredFile} file
 */
export function storeFile({ name, digest, bytes }) {
  try {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    sessionStorage.setItem(KEY, JSON.stringify({ name, digest, content: btoa(text) }));
  } catch {
    // Where the browser stores nothing, the reader opens the file again after a reload.
  }
}

/**
 * Return the kept file where a query names it, else null.
 *
 * @param {string} query
 * @returns {StoredFile | null}
 */
export function storedFile(query) {
  try {
    const { name, digest, content } = JSON.parse(sessionStorage.getItem(KEY) ?? "");
    if (!query.includes(`~${digest}`)) return null;
    return { name, digest, bytes: Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)) };
  } catch {
    return null;
  }
}
