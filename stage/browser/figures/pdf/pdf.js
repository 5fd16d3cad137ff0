// Pictures as a PDF of slides, 13.333 x 7.5 inches, a page for each.
//
// Written by hand and not by a library: pictures consist of paths, rectangles and images only, because their letters are
// outlines. For these the modules of this folder have 25 kB, where jsPDF 4.2 with svg2pdf.js 2.8 has 410 kB.

import { PageContent } from "./page_content.js";
import { PdfFile, pdfText } from "./pdf_file.js";
import { number } from "./path_commands.js";
import { separated } from "./pixels.js";

/** @import { Pixels } from "./pixels.js" */

const [WIDTH, HEIGHT] = [960, 540]; // points, of which an inch has 72

/**
 * Write pictures that are on the page.
 *
 * @param {readonly SVGSVGElement[]} pictures
 * @returns {Promise<Blob>}
 */
export async function writePdf(pictures) {
  const file = new PdfFile();
  const pages = file.reserve();
  const numbers = await Promise.all(pictures.map((picture) => addPage(file, pages, picture)));
  file.add(`<< /Type /Pages /Count ${numbers.length} /Kids [${numbers.map(reference).join(" ")}] >>`, pages);
  const catalog = file.add(
    `<< /Type /Catalog /Pages ${reference(pages)} /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  const title = pictures.map((picture) => picture.querySelector("title")?.textContent ?? "").join(", ");
  return file.toBlob(catalog, file.add(`<< /Title ${pdfText(title)} /Creator ${pdfText("Softmax Lab")} >>`));
}

/**
 * @param {PdfFile} file
 * @param {number} pages the object that lists them
 * @param {SVGSVGElement} picture
 */
async function addPage(file, pages, picture) {
  const content = await new PageContent(picture).paint();
  const scale = WIDTH / picture.viewBox.baseVal.width;
  const stream = [`${number(scale)} 0 0 ${number(-scale)} 0 ${HEIGHT} cm`, ...content.operators].join("\n");
  const images = await Promise.all(content.images.map((image) => addImage(file, image)));
  const named = images.map((image, index) => `/I${index + 1} ${reference(image)}`).join(" ");
  const states = [...content.states].map(([name, entries]) => `/${name} << ${entries} >>`).join(" ");
  const links = content.links.map(({ rectangle: [left = 0, top = 0, right = 0, bottom = 0], address }) => {
    const corners = [left * scale, HEIGHT - bottom * scale, right * scale, HEIGHT - top * scale].map(number);
    const action = `<< /S /URI /URI (${address.replace(/[\\()]/g, "\\$&")}) >>`;
    return `<< /Type /Annot /Subtype /Link /Rect [${corners.join(" ")}] /Border [0 0 0] /A ${action} >>`;
  });
  return file.add(
    [
      `<< /Type /Page /Parent ${reference(pages)} /MediaBox [0 0 ${WIDTH} ${HEIGHT}]`,
      `/Resources << /ExtGState << ${states} >> /XObject << ${named} >> >>`,
      `/Contents ${reference(await file.addStream(stream))} /Annots [${links.join(" ")}] >>`,
    ].join(" "),
  );
}

/**
 * @param {PdfFile} file
 * @param {Pixels} image
 */
async function addImage(file, { data }) {
  const { colours, opacities } = separated(data);
  const size = `/Type /XObject /Subtype /Image /Width ${data.width} /Height ${data.height} /BitsPerComponent 8`;
  const mask = opacities && (await file.addStream(opacities, `${size} /ColorSpace /DeviceGray`));
  return file.addStream(colours, `${size} /ColorSpace /DeviceRGB${mask ? ` /SMask ${reference(mask)}` : ""}`);
}

/** @param {number} object */
function reference(object) {
  return `${object} 0 R`;
}
