import { cleanText } from "../clean-text";
import { htmlToText } from "./html-text";
import { type DocumentParser, unpagedResult } from "./parser";
import { decodeText } from "./text-encoding";

/** Saved web pages and help articles: what a reader sees of them. */
export const htmlParser: DocumentParser = {
  id: "html",
  mediaType: "text/html",
  extensions: ["html", "htm", "xhtml"],
  async parse({ bytes, limits }) {
    const { text, title } = htmlToText(await decodeText(bytes, declaredCharset(bytes)));
    const withTitle = title !== "" && text !== "" && !/^# /m.test(text) ? `# ${title}\n\n${text}` : text;
    return unpagedResult(cleanText(withTitle), limits);
  },
};

/** Of `<meta charset>` or `<meta http-equiv>`, which must stand within the first kilobyte or so. */
const declaredCharset = (bytes: Uint8Array) =>
  /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString("latin1"),
  )?.[1];
