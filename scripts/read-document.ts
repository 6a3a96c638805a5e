import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ParseResult } from "@/domain/knowledge/document";
import { readScans } from "@/server/knowledge/ocr/read-scans";
import { createTesseractEngine } from "@/server/knowledge/ocr/tesseract";
import { parseDocument } from "@/server/knowledge/parsers/parse";

export interface ReadOptions {
  password?: string | undefined;
  /** Has scanned pages read by tesseract, in these languages: `eng,spa`. Absent or empty: they stay unread. */
  ocr?: string | undefined;
}

/** Reads a file as an upload would be read; what goes wrong on the way is told on stderr. */
export async function readDocument(file: string, { password, ocr }: ReadOptions): Promise<ParseResult> {
  const bytes = new Uint8Array(await readFile(file));
  const fileName = path.basename(file);
  const say = (problem: unknown) => void process.stderr.write(`${fileName}: ${problem}\n`);
  const parsed = await parseDocument({ bytes, fileName, password, onCrash: say });
  if (!ocr || !parsed.pictures) return parsed;
  return readScans({
    bytes,
    password,
    pictures: parsed.pictures,
    engine: createTesseractEngine(ocr.split(",")),
    signal: new AbortController().signal,
    onUnread: (page, error) => say(`page ${page}: ${error}`),
  });
}
