// The button that adds what a page shows to the reader's own lecture, and the link to that.

import { element, format } from "../dom.js";
import { announce, notify, requestLink } from "../events.js";
import { filter } from "../query.js";
import { MAX_SCENES, newScene, withScene } from "./draft.js";
import { keepDraft, keptDraft } from "./draft_store.js";

/** @import { Panel } from "../controls/panel.js" */
/** @import { Figures } from "../figures/figures.js" */
/** @import { UnseenParts } from "../unseen_parts.js" */
/** @import { MountData } from "../wire.d.ts" */

const LECTURES = "lectures"; // the page where they are put in order
const CONFIRMATION = 2000; // milliseconds
const MAX_FIGURES = 2;

/**
 * Make the button and the link.
 *
 * @param {MountData} data
 * @param {{ panel: Panel, figures: Figures, unseenParts: UnseenParts }} view
 * @returns {HTMLElement[]} none where there is no page for lectures
 */
export function makeAddScene({ lesson, addresses, words: { lecturing: words } }, { panel, figures, unseenParts }) {
  const page = addresses.lessons[LECTURES];
  if (page === undefined || lesson === LECTURES) return [];
  const button = element("button", { type: "button", className: "stage-add-scene", textContent: words.add });
  const href = new URL(page, document.baseURI).href;
  const link = element("a", { className: "stage-own-lecture", href, target: "_self", hidden: true });
  const showCount = () => {
    const count = keptDraft().scenes.length;
    link.textContent = format(words.to_own, { count });
    link.hidden = count === 0;
  };
  let timer = 0;
  button.onclick = () => {
    const draft = keptDraft();
    const number = draft.scenes.length + 1;
    if (number > MAX_SCENES) return notify(button, format(words.add_full, { max: MAX_SCENES }));
    const { search } = new URL(requestLink(button));
    const state = filter(search.slice(1), (parameter) => panel.parameters.includes(parameter));
    const scene = newScene(lesson, state, seenFigures(figures, unseenParts));
    if (!keepDraft(withScene(draft, scene))) return notify(button, words.add_not_kept, true);
    showCount();
    button.textContent = format(words.added, { number });
    announce(button, button.textContent);
    clearTimeout(timer);
    timer = setTimeout(() => (button.textContent = words.add), CONFIRMATION);
  };
  showCount();
  return [button, link];
}

/**
 * The first figures that are on the screen, in the order of the page.
 *
 * @param {Figures} figures
 * @param {UnseenParts} unseenParts
 */
function seenFigures({ names }, unseenParts) {
  const unseen = unseenParts.names;
  const seen = names.filter((name) => !unseen.includes(`figures.${name}`));
  return (seen.length ? seen : names.slice(0, 1)).slice(0, MAX_FIGURES);
}
