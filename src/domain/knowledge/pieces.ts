import { splitSentences } from "./sentences";

/** Marks the places where a text may be cut; stands in no stored text (Unicode's paragraph separator). */
export const CUT_MARK = "\u2029";

/** The node parser takes quadratic time, so it never gets more than this at once. */
export const MAX_PIECE_LENGTH = 4_000;
/** A table this long is cut between rows, its first row repeated on top of each part: about one chunk. */
const MAX_TABLE_LENGTH = 900;
const MAX_HEADER_LENGTH = 300;
/** About the overlap of chunks, in characters. */
const OVERLAP_LENGTH = 300;

/**
 * The blocks of a section, gathered into pieces of at most MAX_PIECE_LENGTH characters. Parts of a long table are pieces
 * of their own, each with the table's first row.
 */
export function piecesOf(blocks: readonly string[]): string[] {
  const pieces: string[] = [];
  let isOpen = false;
  for (const block of blocks) {
    const parts = isTable(block) ? splitTable(block) : splitLongBlock(block);
    const isWhole = parts.length === 1;
    for (const part of parts) {
      const previous = pieces.at(-1);
      if (isOpen && isWhole && previous !== undefined && previous.length + part.length + 2 <= MAX_PIECE_LENGTH)
        pieces[pieces.length - 1] = `${previous}\n\n${part}`;
      else pieces.push(part);
    }
    isOpen = isWhole || !isTable(block);
  }
  return pieces;
}

const isTable = (block: string) => {
  const lines = block.split("\n");
  return lines.length > 2 && lines.filter((line) => line.includes(" | ")).length > lines.length / 2;
};

function splitTable(table: string): string[] {
  const [header = "", ...rows] = table.split("\n");
  if (table.length <= MAX_TABLE_LENGTH) return [table];
  const repeated = header.length <= MAX_HEADER_LENGTH ? header : "";
  const parts: string[] = [];
  let part = "";
  for (const row of rows.flatMap((line) => splitLongBlock(line))) {
    if (part !== "" && part.length + row.length > MAX_TABLE_LENGTH) {
      parts.push(part);
      part = "";
    }
    part += `${part === "" && repeated === "" ? "" : "\n"}${row}`;
  }
  if (part !== "") parts.push(part);
  const first = repeated === "" ? [...splitLongBlock(header)] : [];
  return [...first, ...parts.map((text) => `${repeated}${text}`)];
}

/** Cut between sentences, the last ones of a part repeated on top of the next, as chunks overlap too. */
function splitLongBlock(block: string): string[] {
  if (block.length <= MAX_PIECE_LENGTH) return [block];
  const parts: string[][] = [[]];
  let length = 0;
  for (const sentence of markCuts(block).split(CUT_MARK)) {
    const part = parts.at(-1) as string[];
    if (length + sentence.length > MAX_PIECE_LENGTH && part.length > 0) {
      const repeated = lastSentences(part);
      parts.push(repeated);
      length = repeated.reduce((sum, text) => sum + text.length, 0);
    }
    parts.at(-1)?.push(sentence);
    length += sentence.length;
  }
  return parts.map((part) => part.join("").trim()).filter((text) => text !== "");
}

function lastSentences(sentences: readonly string[]): string[] {
  const kept: string[] = [];
  let length = 0;
  for (const sentence of [...sentences].reverse()) {
    length += sentence.length;
    if (length > OVERLAP_LENGTH) break;
    kept.unshift(sentence);
  }
  return kept;
}

/** Lines up to here (list items, table rows) are never cut inside. */
const WHOLE_LINE_LENGTH = 200;

/** The same text with a CUT_MARK after every line and after the sentences of long ones: without the marks it is unchanged. */
export function markCuts(text: string): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => {
      if (line.length <= WHOLE_LINE_LENGTH) return line + CUT_MARK;
      let marked = "";
      let from = 0;
      for (const sentence of splitSentences(line)) {
        const found = line.indexOf(sentence, from);
        if (found < 0) continue;
        const end = found + sentence.length;
        const space = /^\s*/.exec(line.slice(end))?.[0].length ?? 0;
        marked += line.slice(from, end + space) + CUT_MARK;
        from = end + space;
      }
      return marked + line.slice(from);
    })
    .join("");
}
