// A scene in the editor: it is moved, deleted, started, and gets its words.

import { element, format } from "../dom.js";
import { MAX_TEXT, textIn, withText } from "./draft.js";
import { SceneDetails } from "./scene_details.js";
import { labelled } from "./labelled.js";
import { makeGrip } from "./scene_grip.js";

/** @import { DraftScene, LectureDraft, MountData } from "../wire.d.ts" */

/**
 * @typedef {object} SceneActions
 * @property {(changes: Partial<DraftScene>) => void} onEdit
 * @property {(to: number) => void} onMove
 * @property {() => void} onDelete
 * @property {() => void} onStart
 */

export class SceneItem {
  element = element("li", { className: "scene-item" });

  /**
   * @param {MountData} data
   * @param {LectureDraft} draft
   * @param {number} index
   * @param {SceneActions} actions
   */
  constructor(data, draft, index, actions) {
    const { lecturing: words } = data.words;
    const scene = /** @type {DraftScene} */ (draft.scenes[index]);
    const number = index + 1;
    const lesson = data.lessons[scene.lesson]?.title ?? scene.lesson;
    const grip = makeGrip(this.element, format(words.move_scene, { number }), index, actions.onMove);
    const buttons = element(
      "div",
      { className: "lecture-buttons" },
      makeButton("↑", format(words.move_up, { number }), index === 0, () => actions.onMove(index - 1)),
      makeButton("↓", format(words.move_down, { number }), number === draft.scenes.length, () =>
        actions.onMove(index + 1),
      ),
      makeButton("▶", format(words.start_here, { number }), false, actions.onStart),
      makeButton("×", format(words.delete_scene, { number }), false, actions.onDelete),
    );
    const heading = element("h3", { textContent: format(words.scene_of_lesson, { number, lesson }) });
    const caption = element("textarea", { rows: 2, maxLength: MAX_TEXT, value: textIn(scene.caption, data.language) });
    let text = scene.caption;
    caption.oninput = () => {
      text = withText(text, data.language, caption.value);
      actions.onEdit({ caption: text });
    };
    const details = new SceneDetails(data, scene, actions.onEdit);
    const head = element("header", {}, grip, heading, buttons);
    this.element.append(head, labelled(words.caption, caption), details.element);
  }
}

/**
 * @param {string} textContent
 * @param {string} label
 * @param {boolean} disabled
 * @param {() => void} onclick
 */
function makeButton(textContent, label, disabled, onclick) {
  return element("button", { type: "button", textContent, title: label, "aria-label": label, disabled, onclick });
}
