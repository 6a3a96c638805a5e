import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { ParsedPage, ParseResult } from "@/domain/knowledge/document";
import { projectPath } from "../../project-root";
import { cleanText } from "./clean-text";
import { type DocumentParser, ParseFailure, type ParseInput } from "./parser";
import { extractPage, type PageContent } from "./pdf/extract-page";
import { showsPicture } from "./pdf/page-picture";
import { renderFlows } from "./pdf/page-text";
import { withoutRunningLines } from "./pdf/running-lines";

/** Fewer letters and digits than this on a page that has pictures: the page is a picture (with a stamp on it). */
const ALMOST_NO_TEXT = 20;

export const pdfParser: DocumentParser = {
  id: "pdf",
  mediaType: "application/pdf",
  extensions: ["pdf"],
  async parse(input) {
    const pdf = await openPdf(input);
    if (pdf.numPages > input.limits.maxPages) throw new ParseFailure("too_many_pages");
    const contents = await readPages(pdf, input, hasPictures(input.bytes));
    const bodySize = commonestSize(contents);
    const pages = withoutRunningLines(contents).map((flows, index) => ({
      number: index + 1,
      text: cleanText(renderFlows(flows, bodySize)),
    }));
    const isPicture = (index: number) => contents[index]?.isPicture === true;
    return toResult(pages, isPicture);
  },
};

async function openPdf({ bytes, password }: ParseInput): Promise<PDFDocumentProxy> {
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = (name: string) => `${projectPath("node_modules/pdfjs-dist", name)}/`;
  const task = getDocument({
    // pdf.js keeps what it is given; the bytes are still needed here.
    data: bytes.slice(),
    ...(password === undefined ? {} : { password }),
    cMapUrl: folder("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    disableFontFace: true,
    enableXfa: false,
    // Pictures are skipped, not decoded.
    maxImageSize: 1,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages < 1) throw new ParseFailure("no_text");
    return pdf;
  } catch (error) {
    if (error instanceof ParseFailure) throw error;
    if (error instanceof Error && error.name === "PasswordException")
      throw new ParseFailure(password === undefined ? "password_required" : "password_wrong");
    throw new ParseFailure("corrupt", { cause: error });
  }
}

/** A page that cannot be read counts as empty; a document of which none can be read is damaged. */
async function readPages(
  pdf: PDFDocumentProxy,
  { limits, onProgress }: ParseInput,
  hasPictures: boolean,
): Promise<(PageContent & { isPicture: boolean })[]> {
  const contents: (PageContent & { isPicture: boolean })[] = [];
  let characters = 0;
  let broken = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number);
      const content = await extractPage(page);
      const isSuspect = hasPictures && countLetters(content) < ALMOST_NO_TEXT;
      contents.push({ ...content, isPicture: isSuspect && (await showsPicture(page)) });
      characters += content.flows.flat().reduce((sum, { text }) => sum + text.length, 0);
      page.cleanup();
    } catch {
      broken++;
      contents.push({ flows: [], height: 0, isPicture: false });
    }
    if (characters > limits.maxCharacters) throw new ParseFailure("too_large");
    onProgress(number, pdf.numPages);
  }
  if (broken === pdf.numPages) throw new ParseFailure("corrupt");
  return contents;
}

/** The font size most characters have: what headings are larger than. */
function commonestSize(contents: readonly PageContent[]): number {
  const characters = new Map<number, number>();
  for (const { size, text } of contents.flatMap(({ flows }) => flows.flat())) {
    const rounded = Math.round(size * 2) / 2;
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length);
  }
  return [...characters].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [1, 0])[0];
}

/** A picture's dictionary stands in the file uncompressed, so its bytes tell without decoding anything. */
function hasPictures(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf("/Image"); at >= 0; at = buffer.indexOf("/Image", at + 1))
    if (/\/Subtype\s*\/Image\b/.test(buffer.toString("latin1", Math.max(0, at - 24), at + 7))) return true;
  return false;
}

const countLetters = ({ flows }: PageContent) =>
  flows
    .flat()
    .map(({ text }) => text)
    .join("")
    .match(/[\p{L}\p{N}]/gu)?.length ?? 0;

function toResult(pages: ParsedPage[], isPicture: (index: number) => boolean): ParseResult {
  const pictureCount = pages.filter((_, index) => isPicture(index)).length;
  const isEmpty = pages.every(({ text }, index) => isPicture(index) || !/[\p{L}\p{N}]/u.test(text));
  if (isEmpty) return { status: "failed", reason: pictureCount > 0 ? "scanned" : "no_text", warnings: [] };
  const warnings = pictureCount === 0 ? [] : [pictureWarning(pictureCount, pages.length)];
  return { status: "ready", pages, hasPageNumbers: true, warnings };
}

const pictureWarning = (count: number, total: number) =>
  `${count} of ${total} pages ${count === 1 ? "has no text: it is a picture" : "have no text: they are pictures"}.`;
