import { isTableRow } from "./page-text";
import type { Segment } from "./segments";

/** Share of a page's height, at its top and at its bottom, in which heads and feet stand. */
const MARGIN_SHARE = 0.12;
/** So many lines from the top or the bottom may belong to them. */
const EDGE_LINES = 3;
/** A line that stands at the same place on this many pages is one. */
const LEAST_REPEATS = 3;
/** Numbers of a line that may be page numbers; with more, the line is data. */
const MAX_NUMBERS = 4;

type Row = Segment[];
interface Page {
  flows: readonly (readonly Segment[])[];
  /** In points. */
  height: number;
}

/**
 * The pages without running heads and feet: lines at the top or bottom that return at the same place with the same
 * words, their page numbers aside. Each stays where it stands first, since a letterhead or the title of a chapter may
 * say what nothing else does; mere page numbers go everywhere. A page never loses all of its text, and the header row of
 * a table that goes on over pages is none.
 */
export function withoutRunningLines(pages: readonly Page[]): Segment[][][] {
  const edges = pages.map(edgeRows);
  const counts = new Map<string, number>();
  edges.forEach((rows, index) => {
    for (const key of new Set(rows.flatMap((row) => keysOf(row, index + 1))))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  const seen = new Set<string>();
  return pages.map(({ flows }, index) => {
    const removed = new Set<Segment>();
    for (const row of edges[index] ?? []) {
      const keys = keysOf(row, index + 1).filter((key) => (counts.get(key) ?? 0) >= LEAST_REPEATS);
      if (keys.length === 0) continue;
      if (keys.some((key) => seen.has(key)) || !/\p{L}{2}/u.test(textOf(row)))
        for (const part of row) removed.add(part);
      for (const key of keys) seen.add(key);
    }
    const kept = flows.map((flow) => flow.filter((segment) => !removed.has(segment)));
    return kept.some((flow) => flow.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
      ? kept
      : flows.map((flow) => [...flow]);
  });
}

const textOf = (row: Row) => row.map(({ text }) => text).join(" ");

/** The first and the last lines of a page, within its margins, without those of tables. */
function edgeRows({ flows, height }: Page): Row[] {
  const rows: Row[] = [];
  for (const segment of flows.flat().sort((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const row = rows.at(-1);
    if (row?.[0] && segment.baseline - row[0].baseline < Math.min(segment.size, row[0].size) / 2) row.push(segment);
    else rows.push([segment]);
  }
  const isInMargin = (index: number) => {
    const baseline = rows[index]?.[0]?.baseline ?? height / 2;
    return baseline < MARGIN_SHARE * height || baseline > (1 - MARGIN_SHARE) * height;
  };
  const isInTable = (index: number) => {
    const row = rows[index] as Row;
    return isTableRow(row, rows[index - 1]) || isTableRow(row, rows[index + 1]);
  };
  const indexes = new Set(
    [...rows.keys()].flatMap((index) => [index, rows.length - 1 - index]).slice(0, 2 * EDGE_LINES),
  );
  return [...indexes].filter((index) => isInMargin(index) && !isInTable(index)).map((index) => rows[index] as Row);
}

/**
 * Names under which a line can be the same as one on another page: its words and place, each number as it is or by its
 * distance from the number of the page.
 */
function keysOf(row: Row, pageNumber: number): string[] {
  const place = Math.round(row[0]?.baseline ?? 0);
  const text = textOf(row).toLowerCase().replace(/\s+/g, " ");
  if (/^[ivxlc]+$/.test(text)) return [`${place}:roman`];
  const parts = text.split(/(\d+)/);
  const numbers = (parts.length - 1) / 2;
  if (numbers > MAX_NUMBERS) return [`${place}:${text}`];
  return Array.from({ length: 2 ** numbers }, (_, choice) => {
    const words = parts.map((part, index) => {
      const isRelative = index % 2 === 1 && (choice >> ((index - 1) / 2)) % 2 === 1;
      return isRelative ? `#${Number(part) - pageNumber}` : part;
    });
    return `${place}:${words.join("")}`;
  });
}
