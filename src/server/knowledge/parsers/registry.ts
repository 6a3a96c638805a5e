import { csvParser } from "./csv";
import { docxParser } from "./docx";
import { htmlParser } from "./html";
import { markdownParser } from "./markdown";
import { type DocumentParser, ParseFailure } from "./parser";
import { pdfParser } from "./pdf";
import { refuseUnreadable, sniffContent } from "./sniff";
import { textParser } from "./text";

/** Every format Parley reads. A new one is a file beside these and a line here. */
export const PARSERS: readonly DocumentParser[] = [
  pdfParser,
  docxParser,
  markdownParser,
  htmlParser,
  csvParser,
  textParser,
];

/** What a file picker should offer, with dots: `.pdf`, `.docx`, … */
export const ACCEPTED_EXTENSIONS = PARSERS.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`));

/**
 * The parser for a file, by its content first and its name second. Throws ParseFailure when there is none, or when the
 * content is not what the name promises.
 */
export function selectParser(bytes: Uint8Array, fileName: string): DocumentParser {
  if (bytes.length === 0) throw new ParseFailure("empty_file");
  const extension = extensionOf(fileName);
  const kind = sniffContent(bytes);
  refuseUnreadable(kind, extension);
  if (kind === "pdf") return pdfParser;
  if (kind === "zip") {
    if (docxParser.extensions.includes(extension)) return docxParser;
    throw new ParseFailure(extension === "pdf" ? "corrupt" : "unsupported_type");
  }
  // Text in a file that claims to be a PDF or DOCX is a failed download, as a rule.
  if ([...pdfParser.extensions, ...docxParser.extensions].includes(extension)) throw new ParseFailure("corrupt");
  if (looksLikeHtml(bytes)) return htmlParser;
  if (extension === "") return textParser;
  const parser = PARSERS.find(({ extensions }) => extensions.includes(extension));
  if (!parser) throw new ParseFailure("unsupported_type");
  return parser;
}

const extensionOf = (fileName: string) => /\.([^./\\]+)$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? "";

const looksLikeHtml = (bytes: Uint8Array) =>
  /^\s*(?:\uFEFF|ï»¿)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html)\b/i.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString("latin1"),
  );
