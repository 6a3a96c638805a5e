import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PagePictures, ParsedPage, ParseResult } from "@/domain/knowledge/document";
import { cleanText } from "../clean-text";
import { unreadPicturesWords } from "../unread-pictures";
import { type DocumentParser, ParseFailure, type ParseInput } from "./parser";
import { extractPage, type PageContent } from "./pdf/extract-page";
import { openPdf } from "./pdf/open-pdf";
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
    // Pictures are skipped, not decoded.
    const pdf = await openPdf(input, { maxPicturePixels: 1 });
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
  const numbers = pages.filter((_, index) => isPicture(index)).map(({ number }) => number);
  const found: { pictures?: PagePictures } = numbers.length === 0 ? {} : { pictures: { numbers, pages } };
  const isEmpty = pages.every(({ text }, index) => isPicture(index) || !/[\p{L}\p{N}]/u.test(text));
  if (isEmpty) return { status: "failed", reason: numbers.length > 0 ? "scanned" : "no_text", warnings: [], ...found };
  return {
    status: "ready",
    pages,
    hasPageNumbers: true,
    warnings: unreadPicturesWords(numbers.length, pages.length),
    ...found,
  };
}
