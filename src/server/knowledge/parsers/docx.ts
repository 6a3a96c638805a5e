import { cleanText } from "../clean-text";
import { headingStyleMap } from "./docx-headings";
import { htmlToText } from "./html-text";
import { type DocumentParser, ParseFailure, unpagedResult } from "./parser";
import { checkZip, readZipPart } from "./zip-check";

const STYLE_MAP = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"];

/**
 * Word documents. mammoth's HTML rather than its raw text, because that keeps headings, lists, tables, text boxes, and
 * footnotes and endnotes, which stand at the end with their numbers.
 * Macros, comments, deleted text, headers and footers are left out; a .docm is read like a .docx.
 */
export const docxParser: DocumentParser = {
  id: "docx",
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  extensions: ["docx", "docm", "dotx"],
  async parse({ bytes, limits }) {
    await checkZip(bytes, { ...limits, requiredPart: "word/document.xml" });
    const styles = (await readZipPart(bytes, "word/styles.xml")) ?? "";
    const html = await convertToHtml(bytes, [...STYLE_MAP, ...headingStyleMap(styles)]);
    return unpagedResult(cleanText(htmlToText(html).text.replaceAll("↑", "")), limits);
  },
};

async function convertToHtml(bytes: Uint8Array, styleMap: string[]): Promise<string> {
  const { default: mammoth } = await import("mammoth");
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) },
      {
        styleMap,
        includeEmbeddedStyleMap: false,
        // Pictures would come as base64; they have no text.
        convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
      },
    );
    return value;
  } catch (cause) {
    throw new ParseFailure("corrupt", { cause });
  }
}
