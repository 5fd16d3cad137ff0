// A whole state that was asked for, from the address or an example, and is not answered yet: the controls do not show it, so
// what a reader changes meanwhile is added to it.

import { join } from "./query.js";

/** @import { Control } from "./controls/control.js" */

export class LoadedQuery {
  #query;
  /** @type {Map<string, string>} parameter → its part of the query, of what was changed meanwhile */
  #changes = new Map();

  /** @param {string} query */
  constructor(query) {
    this.#query = query;
  }

  /**
   * Return the query with the values of controls that were changed now, and of those before.
   *
   * @param {readonly Control[]} controls
   */
  changed(controls) {
    for (const control of controls) this.#changes.set(control.parameter, control.query);
    return join([this.#query, ...this.#changes.values()]);
  }
}
