/** The handbook as a PDF: headings, wrapped paragraphs and tables, as a word processor would place them. */
import { makePdf, type PdfText } from "@/server/knowledge/fixtures/make-pdf";
import { type HandbookPage, handbookPage } from "./handbook";

const LEFT = 60;
const TOP = 720;
const CHARACTERS_PER_LINE = 86;
const LEADING = 14;

export function handbookPdf(pageCount: number): Uint8Array {
  return makePdf(
    Array.from({ length: pageCount }, (_, index) => ({ texts: placed(handbookPage(index + 1), index + 1) })),
  );
}

function placed({ title, paragraphs, table = [] }: HandbookPage, number: number): PdfText[] {
  const texts: PdfText[] = [{ text: title, x: LEFT, y: TOP, size: 18 }];
  let y = TOP - 2 * LEADING;
  for (const paragraph of paragraphs) {
    for (const line of wrapped(paragraph)) {
      texts.push({ text: line, x: LEFT, y, size: 11 });
      y -= LEADING;
    }
    y -= LEADING;
  }
  for (const row of table) {
    row.forEach((cell, column) => {
      texts.push({ text: cell, x: LEFT + 160 * column, y, size: 11 });
    });
    y -= LEADING;
  }
  texts.push({ text: String(number), x: 300, y: 40, size: 9 });
  return texts;
}

function wrapped(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line.length + word.length + 1 > CHARACTERS_PER_LINE) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
