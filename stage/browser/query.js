// Query strings of states: built, joined and taken apart in one place. Their values are already encoded.

/**
 * Return the parameter of a query.
 *
 * @param {string} parameter
 * @param {string} text its value, encoded
 */
export function assignment(parameter, text) {
  return `${parameter}=${text}`;
}

/**
 * Join queries; of a parameter that occurs twice, Python reads the last.
 *
 * @param {readonly string[]} queries
 */
export function join(queries) {
  return queries.filter(Boolean).join("&");
}

/**
 * Return the part of a query whose parameters pass a test.
 *
 * @param {string} query
 * @param {(parameter: string) => boolean} isWanted
 */
export function filter(query, isWanted) {
  return join(query.split("&").filter((part) => part && isWanted(decoded(part.split("=")[0] ?? ""))));
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray "%": a parameter of some other program
  }
}
