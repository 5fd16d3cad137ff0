// The bytes of a PDF file: numbered objects, and the table of where each begins.

const BINARY_MARK = new Uint8Array([0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]); // programs see by it that the file is no text

/** Collects objects; every text in them is ASCII. */
export class PdfFile {
  /** @type {(string | Uint8Array<ArrayBuffer>)[][]} the parts of each object */
  #objects = [];

  /** Return the number of an object that is written later. */
  reserve() {
    return this.#objects.push([]);
  }

  /**
   * Add an object, or write a reserved one; return its number.
   *
   * @param {string} content
   * @param {number} [reserved]
   */
  add(content, reserved = this.reserve()) {
    this.#objects[reserved - 1] = [content];
    return reserved;
  }

  /**
   * Add a compressed stream of bytes; return its number.
   *
   * @param {string | Uint8Array<ArrayBuffer>} content
   * @param {string} [entries] of its dictionary
   */
  async addStream(content, entries = "") {
    const bytes = await deflated(content);
    const head = `<< ${entries} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n`;
    return this.#objects.push([head, bytes, "\nendstream"]);
  }

  /**
   * Return the file.
   *
   * @param {number} catalog the number of its first object
   * @param {number} information that of what it says about itself
   */
  toBlob(catalog, information) {
    /** @type {(string | Uint8Array<ArrayBuffer>)[]} */
    const parts = [];
    let length = 0;
    const put = (/** @type {string | Uint8Array<ArrayBuffer>} */ part) => {
      parts.push(part);
      length += part.length;
    };
    put("%PDF-1.4\n");
    put(BINARY_MARK);
    const places = this.#objects.map((object, index) => {
      const place = length;
      for (const part of [`${index + 1} 0 obj\n`, ...object, "\nendobj\n"]) put(part);
      return place;
    });
    const table = length;
    put(`xref\n0 ${places.length + 1}\n0000000000 65535 f \n`);
    for (const place of places) put(`${String(place).padStart(10, "0")} 00000 n \n`);
    put(`trailer\n<< /Size ${places.length + 1} /Root ${catalog} 0 R /Info ${information} 0 R >>\n`);
    put(`startxref\n${table}\n%%EOF\n`);
    return new Blob(parts, { type: "application/pdf" });
  }
}

/**
 * Return any text as PDF writes it, in UTF-16.
 *
 * @param {string} text
 */
export function pdfText(text) {
  const codes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, "0"));
  return `<feff${codes.join("")}>`;
}

/** @param {string | Uint8Array<ArrayBuffer>} content */
async function deflated(content) {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
