// A control for a file of the reader's: Python has it while the connection lasts, and this tab of the browser keeps it.

import { element, format, register } from "../dom.js";
import { reportInteraction, notifyAtField, requestUpload } from "../events.js";
import { storeFile } from "../file_storage.js";
import { Control } from "./control.js";

/** @import { FileReference, UploadSpec } from "../wire.d.ts" */
/** @import { Controls, Texts } from "./control.js" */

const MEGABYTE = 1e6;

/**
 * A button that opens a file; a file can also be dropped on it. The value is the file's name and digest.
 *
 * @extends {Control<UploadSpec>}
 */
export class Upload extends Control {
  /** @type {Control | undefined} the control that opening a file sets */
  #source;
  /** @type {FileReference} */
  #reference = { name: "", digest: "" };
  #input;
  #button;
  #fileName = element("span", { className: "stage-file-name" });

  /**
   * @param {string} name
   * @param {UploadSpec} spec
   * @param {Texts} texts
   */
  constructor(name, spec, texts) {
    super(name, spec, texts);
    const { open_file: open } = this.words;
    this.#input = element("input", {
      type: "file",
      accept: spec.accepted_types,
      tabIndex: -1,
      "aria-label": this.label,
    });
    this.#input.className = "stage-visually-hidden";
    this.#input.onchange = () => this.#onSelected();
    this.#button = element("button", { type: "button", textContent: open, "aria-label": `${open} ${this.label}` });
    this.#button.onclick = () => this.#input.click();
    const label = element("span", { className: "stage-label", textContent: this.label });
    this.append(element("div", { className: "stage-upload" }, label, this.#input, this.#button, this.#fileName));
    this.addEventListener("dragover", (event) => event.preventDefault());
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#open(event.dataTransfer?.files[0]);
    });
  }

  /** @returns {FileReference} */
  get value() {
    return this.#reference;
  }

  set value(value) {
    this.#reference = value;
    this.#fileName.textContent = value.name;
  }

  /** @override */
  get text() {
    const { name, digest } = this.#reference;
    return digest ? `${encodeURIComponent(name)}~${digest}` : "";
  }

  /**
   * @override
   * @param {Controls} controls
   */
  link(controls) {
    super.link(controls);
    this.#source = controls.get(this.spec.sets[0]);
  }

  /** @override */
  get changesWith() {
    return [this.spec.sets[0], ...this.spec.resets];
  }

  #onSelected() {
    this.#open(this.#input.files?.[0]);
    this.#input.value = "";
  }

  /** @param {File} [file] */
  async #open(file) {
    if (!file || this.#button.disabled) return;
    const { words, spec } = this;
    if (file.size > spec.max_bytes) {
      notifyAtField(
        this.#button,
        format(words.file_too_large, { name: file.name, max: spec.max_bytes / MEGABYTE }),
        true,
      );
      return;
    }
    this.#button.disabled = true;
    try {
      await this.#send(file.name, new Uint8Array(await file.arrayBuffer()));
    } catch {
      notifyAtField(this.#button, format(words.upload_failed, { name: file.name }), true);
    } finally {
      this.#button.disabled = false;
    }
  }

  /**
   * @param {string} fileName
   * @param {Uint8Array<ArrayBuffer>} bytes
   */
  async #send(fileName, bytes) {
    const { name, digest, refusal } = await requestUpload(this, fileName, bytes);
    if (refusal) {
      notifyAtField(this.#button, refusal, true);
      return;
    }
    storeFile({ name, digest, bytes });
    reportInteraction(this);
    this.value = { name, digest };
    const [, source] = this.spec.sets;
    if (this.#source) this.#source.value = source;
    this.fire(true);
  }
}

register("stage-upload", Upload);
