// The page of a lecture that was saved as one file: an outline of its scenes, and the player.

import { element, format } from "../dom.js";
import { LecturePlayer } from "../lectures/lecture_player.js";
import { loadStyle } from "../loaders.js";
import { RecordedLecture } from "./recorded_lecture.js";

/** @import { LectureContent, MountData } from "../wire.d.ts" */
/** @import { RecordingEntry } from "./recorded_lecture.js" */

/** @typedef {{ addresses: Readonly<Record<string, string>>, read: (id: string) => Promise<any> }} SavedFile */

/** @typedef {{ content: LectureContent, data: MountData, entries: readonly RecordingEntry[], origin: string }} SavedLecture */

export async function start() {
  const { addresses, read } = /** @type {{ softmaxLabFile: SavedFile }} */ (/** @type {unknown} */ (globalThis))
    .softmaxLabFile;
  /** @type {SavedLecture} */
  const { content, data, entries, origin } = await read("lecture");
  await Promise.all([
    loadStyle(new URL("../colours.css", import.meta.url).href),
    loadStyle(new URL("page.css", import.meta.url).href),
    loadStyle(new URL("../lectures/lectures.css", import.meta.url).href),
  ]);
  const recorded = new RecordedLecture(entries, data.lessons, data.words, read);
  const style = addresses["stage.css"] ?? "";
  const plotly = addresses["plotly.js"] ?? "";
  const mounted = { ...data, recorded, addresses: { ...data.addresses, style, plotly, session: "", python: "" } };
  new SavedLecturePage(mounted, content, origin).follow();
}

/** Shows the outline, or the scene that the address names. */
class SavedLecturePage {
  #data;
  #content;
  #outline = element("main", { className: "stage saved-lecture" });
  /** @type {LecturePlayer | null} */
  #player = null;

  /**
   * @param {MountData} data
   * @param {LectureContent} content
   * @param {string} origin where the lecture was saved
   */
  constructor(data, content, origin) {
    this.#data = data;
    this.#content = content;
    this.#assemble(origin);
    window.addEventListener("hashchange", () => this.follow());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#player?.setTheme());
  }

  /** @param {string} origin */
  #assemble(origin) {
    const { take, lecturing } = this.#data.words;
    const { title, scenes } = this.#content;
    const items = scenes.map(({ caption, question }, index) => {
      const textContent = caption || question?.text || format(lecturing.scene_number, { number: index + 1 });
      return element("li", {}, element("a", { href: `#${index + 1}`, textContent }));
    });
    const first = element("a", { className: "saved-lecture-start", href: "#1", textContent: lecturing.start });
    const source = element("a", { href: origin, textContent: origin.replace(/^https?:\/\//, "") });
    this.#outline.append(
      element("h1", { textContent: title }),
      element("p", { textContent: take.file_about }),
      element("p", {}, first),
      element("ol", {}, ...items),
      element("p", {}, `${take.file_source} `, source),
    );
    document.body.append(this.#outline);
  }

  /** Show what the address names: "#3" is the third scene. */
  follow() {
    const number = Number(location.hash.slice(1));
    if (!Number.isInteger(number) || number < 1) {
      this.#player?.close();
      this.#player = null;
      return;
    }
    this.#player ??= new LecturePlayer(this.#data, this.#outline, {
      content: this.#content,
      onScene: (shown) => history.replaceState(null, "", `#${shown}`),
      onLeave: () => (location.hash = ""),
    });
    void this.#player.show(number);
  }
}
