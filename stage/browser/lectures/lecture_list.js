// The lectures that come with the app, a card each, and the scenes of the one that is open.

import { element, format } from "../dom.js";
import { requestLoad } from "../events.js";
import { makeSaveLecture } from "../recorded/save_button.js";

/** @import { LectureContent, LectureSummary, MountData } from "../wire.d.ts" */

/** @typedef {(name: string, number: number) => void} OnStart called with a lecture and the number of the scene to start at */

export class LectureList {
  element = element("section", {});
  #data;
  #words;
  #onStart;
  #cards = element("div", { className: "lecture-cards" });
  #scenes = element("div", { className: "lecture-scenes" });
  #shown = "";

  /**
   * @param {MountData} data
   * @param {OnStart} onStart
   */
  constructor(data, onStart) {
    const { lecturing } = data.words;
    this.#data = data;
    this.#words = lecturing;
    this.#onStart = onStart;
    this.element.append(element("h2", { textContent: lecturing.shipped }), this.#cards, this.#scenes);
    this.element.hidden = true;
  }

  /**
   * @param {readonly LectureSummary[]} lectures
   * @param {LectureContent | null} open
   */
  render(lectures, open) {
    const shown = JSON.stringify([lectures, open]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.hidden = !lectures.length;
    this.#cards.replaceChildren(...lectures.map((lecture) => this.#card(lecture)));
    this.#scenes.replaceChildren(...(open?.name ? this.#scenesOf(open) : []));
  }

  /** @param {LectureSummary} lecture */
  #card({ name, title, about, minutes, scenes }) {
    const words = this.#words;
    const length = format(words.scenes, { count: scenes });
    const duration = minutes ? ` · ${format(words.minutes, { count: minutes })}` : "";
    const start = element("button", { type: "button", className: "lecture-start", textContent: words.start });
    start.setAttribute("aria-label", format(words.start_named, { title }));
    start.onclick = () => this.#onStart(name, 1);
    const all = element("button", { type: "button", textContent: words.show_scenes });
    all.setAttribute("aria-label", format(words.show_scenes_of, { title }));
    all.onclick = () => requestLoad(all, `lecture=${name}`);
    return element(
      "article",
      {},
      element("h3", { textContent: title }),
      element("p", { textContent: about }),
      element("p", { className: "lecture-length", textContent: length + duration }),
      element("div", { className: "lecture-buttons" }, start, all),
    );
  }

  /** @param {LectureContent} lecture */
  #scenesOf(lecture) {
    const { name, title, scenes } = lecture;
    const items = scenes.map(({ caption, question }, index) => {
      const textContent = caption || question?.text || format(this.#words.scene_number, { number: index + 1 });
      const button = element("button", { type: "button", textContent, onclick: () => this.#onStart(name, index + 1) });
      return element("li", {}, button);
    });
    return [
      element("h3", { textContent: format(this.#words.scenes_of, { title }) }),
      element("ol", {}, ...items),
      makeSaveLecture(this.#data, () => lecture),
    ];
  }
}
