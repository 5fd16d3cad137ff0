// What a scene has besides its caption: the question, the notes, and the controls of the strip.

import { element, format, setText } from "../dom.js";
import { filter } from "../query.js";
import { EMPTY_QUESTION, MAX_CONTROLS, MAX_TEXT, textIn, withText } from "./draft.js";
import { labelled } from "./labelled.js";

/** @import { DraftQuestion, DraftScene, DraftText, LessonData, MountData } from "../wire.d.ts" */

const SKETCHES = /** @type {const} */ (["bars", "boundary", "curve"]);
const NOT_IN_STRIP = new Set(["interpolation", "moving", "pin", "upload", "points"]);
const PLAYED = new Set(["slider", "vector"]);

export class SceneDetails {
  element = element("details", { className: "scene-details" });
  #data;
  #words;
  #scene;
  #onEdit;

  /**
   * @param {MountData} data
   * @param {DraftScene} scene
   * @param {(changes: Partial<DraftScene>) => void} onEdit
   */
  constructor(data, scene, onEdit) {
    const words = data.words.lecturing;
    this.#data = data;
    this.#words = words;
    this.#scene = scene;
    this.#onEdit = onEdit;
    this.element.append(element("summary", { textContent: words.more }));
    this.element.addEventListener("toggle", () => this.#fill(), { once: true });
  }

  /** Made when it is first opened: a lecture may have a hundred. */
  #fill() {
    const words = this.#words;
    const { notes, question } = this.#scene;
    this.element.append(
      labelled(
        words.question,
        this.#textBox(question?.text ?? {}, (text) => this.#ask({ text })),
      ),
      labelled(words.sketch, this.#sketches()),
      this.#answerField(),
      labelled(
        words.reveal,
        this.#textBox(question?.reveal ?? {}, (reveal) => this.#ask({ reveal })),
      ),
      labelled(
        words.notes,
        this.#textBox(notes, (text) => this.#edit({ notes: text }), 5, false),
      ),
    );
    const lesson = this.#data.lessons[this.#scene.lesson];
    if (lesson) this.element.append(this.#controls(lesson), this.#link());
  }

  /** @param {Partial<DraftScene>} changes */
  #edit(changes) {
    this.#scene = { ...this.#scene, ...changes };
    this.#onEdit(changes);
  }

  /** A question that says nothing is none. @param {Partial<DraftQuestion>} changes */
  #ask(changes) {
    const question = { ...(this.#scene.question ?? EMPTY_QUESTION), ...changes };
    const { text, reveal, answer, sketch } = question;
    const says = answer || sketch || [...Object.values(text), ...Object.values(reveal)].some(Boolean);
    this.#edit({ question: says ? question : null });
  }

  /**
   * @param {DraftText} present
   * @param {(text: DraftText) => void} onChange
   * @param {number} [rows]
   * @param {boolean} [isShort]
   */
  #textBox(present, onChange, rows = 2, isShort = true) {
    const { language } = this.#data;
    let text = present;
    const box = element("textarea", { rows, value: textIn(present, language) });
    if (isShort) box.maxLength = MAX_TEXT;
    box.oninput = () => {
      text = withText(text, language, box.value);
      onChange(text);
    };
    return box;
  }

  #sketches() {
    const { no_sketch: none, sketch_kinds: kinds } = this.#words;
    const select = element("select", {});
    const options = [["", none], ...SKETCHES.map((kind) => [kind, kinds[kind]])];
    select.append(...options.map(([value, textContent]) => element("option", { value, textContent })));
    select.value = this.#scene.question?.sketch ?? "";
    select.onchange = () => this.#ask({ sketch: select.value });
    return select;
  }

  #answerField() {
    const { answer: label, answer_hint: hint } = this.#words;
    const box = element("input", { type: "text", value: this.#scene.question?.answer ?? "", spellcheck: false });
    const message = element("small", { textContent: hint, role: "status" });
    box.onchange = () => {
      const answer = this.#stateOf(box.value.trim());
      if (answer === null) {
        const lesson = this.#data.lessons[this.#scene.lesson]?.title ?? this.#scene.lesson;
        setText(message, format(this.#words.answer_other_lesson, { lesson }));
        return;
      }
      box.value = answer;
      setText(message, hint);
      this.#ask({ answer });
    };
    const field = labelled(label, box);
    field.append(message);
    return field;
  }

  /** Return the state that a link or a query says, or null where it is one of another lesson. @param {string} text */
  #stateOf(text) {
    const { lesson } = this.#scene;
    const { lessons } = this.#data.addresses;
    if (/^[a-z]+:\/\//.test(text) && URL.canParse(text)) {
      const paths = [lessons[lesson], lesson === Object.keys(this.#data.lessons)[0] ? lessons[""] : undefined];
      if (!paths.some((address) => address !== undefined && pathOf(address) === new URL(text).pathname)) return null;
    }
    const query = text.replace(/^[^?]*\?/, "").replace(/#.*$/, "");
    const controls = Object.values(this.#data.lessons[lesson]?.controls ?? {});
    const known = new Set(controls.map(({ parameter }) => parameter));
    return filter(query, (parameter) => known.has(parameter));
  }

  /** @param {LessonData} lesson */
  #controls({ controls, labels }) {
    const { controls: legend, play, play_none: none } = this.#words;
    const select = element("select", {});
    const offered = Object.entries(controls).filter(([, { kind }]) => !NOT_IN_STRIP.has(kind));
    const boxes = offered.map(([name]) => {
      const box = element("input", { type: "checkbox", value: name, checked: this.#scene.controls.includes(name) });
      box.onchange = () => {
        const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
        this.#edit({ controls: chosen, ...(chosen.includes(this.#scene.play) ? {} : { play: "" }) });
        follow();
      };
      return box;
    });
    const follow = () => {
      const chosen = this.#scene.controls;
      for (const box of boxes) box.disabled = !box.checked && chosen.length >= MAX_CONTROLS;
      const played = chosen.filter((name) => PLAYED.has(controls[name]?.kind ?? ""));
      const options = [["", none], ...played.map((name) => [name, String(labels[name] ?? name)])];
      select.replaceChildren(...options.map(([value, textContent]) => element("option", { value, textContent })));
      select.value = this.#scene.play;
    };
    select.onchange = () => this.#edit({ play: select.value });
    follow();
    const fieldsOfBoxes = boxes.map((box) => element("label", {}, box, String(labels[box.value] ?? box.value)));
    const fields = element("fieldset", { className: "scene-controls" }, element("legend", { textContent: legend }));
    fields.append(...fieldsOfBoxes);
    return element("div", {}, fields, labelled(play, select));
  }

  #link() {
    const { addresses } = this.#data;
    const { lesson, state } = this.#scene;
    const url = new URL(addresses.lessons[lesson] ?? "", document.baseURI);
    const href = `${url.href}${state ? "?" : ""}${state}`;
    return element("a", { href, target: "_blank", rel: "noopener", textContent: this.#words.open_state });
  }
}

/** @param {string} address */
function pathOf(address) {
  return new URL(address, document.baseURI).pathname;
}
