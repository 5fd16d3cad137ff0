// A file of the reader's: it goes to the server for as long as the connection lasts, and stays in this tab of the browser.
import { element, say } from "./dom.js";

const KEPT = "softmax-lab-file";

export class OwnFile {
  // hands: {send(name, bytes) → {name, digest, refusal}, changed(), tell(sentence, serious)}
  constructor({ accepts, largest }, label, words, hands) {
    Object.assign(this, { largest, words, hands, value: { name: "", digest: "" } });
    this.input = element("input", { type: "file", accept: accepts, className: "stage-unseen", tabIndex: -1, "aria-label": label });
    this.input.onchange = () => {
      const [file] = this.input.files;
      if (file) this.open(file);
      this.input.value = "";
    };
    this.button = element("button", { type: "button", textContent: words.open, "aria-label": `${words.open} ${label}`, onclick: () => this.input.click() });
    this.name = element("span", { className: "stage-file-name" });
    this.element = element("div", { className: "stage-control stage-file" }, element("span", { className: "stage-label", textContent: label }), this.input, this.button, this.name);
    this.element.ondragover = (event) => event.preventDefault();
    this.element.ondrop = (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      if (file) this.open(file);
    };
  }

  get() {
    return this.value;
  }

  set(value) {
    this.value = value;
    this.name.textContent = value.name;
  }

  text() {
    return this.value.digest ? `${encodeURIComponent(this.value.name)}~${this.value.digest}` : "";
  }

  async open(file) {
    const { hands, words } = this;
    if (this.button.disabled) return;
    if (file.size > this.largest) {
      hands.tell(say(words.too_large, { name: file.name, most: this.largest / 1e6 }), true);
      return;
    }
    this.button.disabled = true;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { name, digest, refusal } = await hands.send(file.name, bytes);
      if (refusal) hands.tell(refusal, true);
      else {
        keep(name, digest, bytes);
        this.set({ name, digest });
        hands.changed();
      }
    } catch {
      hands.tell(say(words.not_arrived, { name: file.name }), true);
    } finally {
      this.button.disabled = false;
    }
  }
}

function keep(name, digest, bytes) {
  try {
    let text = "";
    for (let at = 0; at < bytes.length; at += 1) text += String.fromCharCode(bytes[at]);
    sessionStorage.setItem(KEPT, JSON.stringify({ name, digest, content: btoa(text) }));
  } catch {
    // A browser that keeps nothing asks for the file again after a reload.
  }
}

// The file that this tab had open, where a query names it.
export function kept(query) {
  try {
    const { name, digest, content } = JSON.parse(sessionStorage.getItem(KEPT));
    return query.includes(`~${digest}`) ? { name, digest, bytes: Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)) } : null;
  } catch {
    return null;
  }
}
