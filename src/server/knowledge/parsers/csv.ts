import { parseDelimited } from "@/domain/knowledge/delimited-rows";
import { cleanText } from "../clean-text";
import { type DocumentParser, refuseTooLong, unpagedResult } from "./parser";
import { decodeText } from "./text-encoding";

/** Characters of a row from which it may be cut into several chunks. */
const LONG_ROW = 600;
const DELIMITERS = [",", ";", "\t", "|"];

/** Tables: each row becomes a block of its own that names its columns, so that a row found alone still makes sense. */
export const csvParser: DocumentParser = {
  id: "csv",
  mediaType: "text/csv",
  extensions: ["csv", "tsv"],
  async parse({ bytes, limits }) {
    const rows = parseCsv(refuseTooLong(await decodeText(bytes), limits).replace(/^\uFEFF/, ""));
    return unpagedResult(cleanText(refuseTooLong(describeRows(rows), limits)), limits);
  },
};

/** Rows of cells by RFC 4180; the delimiter is the one that occurs most outside quotes in the first line. */
export const parseCsv = (text: string): string[][] =>
  parseDelimited(text, findDelimiter(text)).map(({ cells }) => cells);

function findDelimiter(text: string): string {
  const firstLine =
    text
      .slice(0, 10_000)
      .replace(/"[^"]*"/g, "")
      .split(/[\r\n]/)
      .find((line) => line.trim()) ?? "";
  const counts = DELIMITERS.map((delimiter) => firstLine.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as string;
}

/** "Name: Tent; Price: 250" per row. A header that is not one (numbers, repeated or empty names) leaves " | ". */
function describeRows([header = [], ...rows]: string[][]): string {
  const isHeader =
    header.length > 1 &&
    rows.length > 0 &&
    new Set(header).size === header.length &&
    header.every((name) => /\p{L}/u.test(name) && name.length <= 60);
  if (!isHeader) return [header, ...rows].map((cells) => oneLine(cells).join(" | ")).join("\n");
  const title = titleColumn(header, rows);
  return rows.map((cells) => describeRow(header, cells.map(flatten), title)).join("\n\n");
}

function describeRow(header: readonly string[], cells: readonly string[], title: number): string {
  const pairs = cells.flatMap((value, index) =>
    value === "" ? [] : [header[index] ? `${header[index]}: ${value}` : value],
  );
  const heading = cells[title] ? `## ${cells[title]}\n\n` : "";
  return heading + pairs.join("; ");
}

/**
 * Rows longer than a chunk are cut, so each part must say what it is about: the first column of short texts that differ
 * from row to row becomes the heading. -1 when the rows are short or there is no such column.
 */
function titleColumn(header: readonly string[], rows: readonly string[][]): number {
  if (!rows.some((cells) => cells.join("").length > LONG_ROW)) return -1;
  return header.findIndex((_, index) => {
    const values = rows.map((cells) => cells[index] ?? "");
    const isName = values.every((value) => /\p{L}{2}/u.test(value) && value.length <= 100);
    return isName && new Set(values).size === values.length;
  });
}

const flatten = (cell: string) => cell.replace(/\s*[\r\n]+\s*/g, " ");
const oneLine = (cells: readonly string[]) => cells.map(flatten);
