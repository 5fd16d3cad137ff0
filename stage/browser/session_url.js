// The address of a lesson's session.

/** @import { MountData } from "./wire.d.ts" */

/** @param {MountData} data */
export function sessionUrl({ addresses, lesson, language }) {
  const url = new URL(`${addresses.session}${lesson}?lang=${encodeURIComponent(language)}`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return url.href;
}
