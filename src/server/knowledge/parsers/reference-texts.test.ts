import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { FailureReason, ParseResult } from "@/domain/knowledge/document";
import { projectPath } from "../../project-root";
import { DEFAULT_PARSE_LIMITS } from "./limits";
import { parseDocument } from "./parse";
import { ParseFailure } from "./parser";
import { selectParser } from "./registry";

const DATA = process.env.PARLEY_SHARED_DATA ?? projectPath("../shared/data");
const isThere = existsSync(path.join(DATA, "manifest.jsonl"));

interface Item {
  file: string;
  category: string;
  password?: string;
}
type Baseline = { f1raw?: number; f1truth?: number; f1?: number };

const items: (Item & Record<string, unknown>)[] = isThere
  ? readFileSync(path.join(DATA, "manifest.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter(({ file }) => /^(?:pdf|docx|text)\//.test(file))
  : [];

/** Files that must not be read, and why; every other one must be. */
const FAILING: Record<string, FailureReason[]> = {
  "pdf/imagemagick-images.pdf": ["scanned"],
  "pdf/grayscale-image.pdf": ["scanned"],
  "pdf/scan-bad.pdf": ["scanned"],
  "pdf/made-scan-debian-faq-en-p8.pdf": ["scanned"],
  "pdf/empty.pdf": ["no_text"],
  "pdf/print_protection.pdf": ["password_required"],
  "pdf/encrypted-attachment.pdf": ["password_required"],
  "pdf/bug1020226.pdf": ["corrupt"],
  "pdf/poppler-395-0-fuzzed.pdf": ["corrupt"],
  "pdf/GHOSTSCRIPT-698804-1-fuzzed.pdf": ["no_text"],
  "pdf/js-authors.pdf": ["no_text"],
  "pdf/made-truncated-60pct.pdf": ["corrupt"],
  "pdf/made-zero-bytes.pdf": ["empty_file"],
  "pdf/made-html-renamed.pdf": ["corrupt"],
  "pdf/made-zero-pages.pdf": ["no_text"],
  "docx/tiny-picture.docx": ["no_text"],
  "docx/empty.docx": ["no_text"],
  "docx/blk-containing-table.docx": ["no_text"],
  "docx/made-old-doc-renamed.docx": ["old_word_format"],
  "docx/made-truncated.docx": ["corrupt"],
  "docx/made-no-document-xml.docx": ["corrupt"],
  "docx/made-zero-bytes.docx": ["empty_file"],
  "docx/made-zipbomb-80mb.docx": ["too_large"],
  "docx/made-billion-laughs.docx": ["corrupt"],
  "text/empty.txt": ["empty_file"],
  "text/png-renamed.txt": ["unsupported_type"],
};

/**
 * Attack files go through a thread, as uploads do. The others are read right here, where the readers are loaded once:
 * the thread and its limits have tests of their own.
 */
async function read({ file, password, category }: Item, bytes: Uint8Array): Promise<ParseResult> {
  const input = { bytes, fileName: path.basename(file), password };
  if (category.includes("bomb")) return parseDocument(input);
  try {
    const parser = selectParser(bytes, input.fileName);
    return await parser.parse({ ...input, limits: DEFAULT_PARSE_LIMITS, onProgress: () => undefined });
  } catch (error) {
    if (error instanceof ParseFailure) return { status: "failed", reason: error.reason, warnings: [] };
    throw error;
  }
}

const normalize = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, "")
    .toLowerCase();

/** Multiset F1 of words; of characters where words are not apart. */
function tokenF1(text: string, reference: string): number {
  const isUnspaced = (reference.match(/[\p{Script=Han}\p{Script=Hiragana}]/gu)?.length ?? 0) > reference.length / 10;
  const pattern = isUnspaced ? /[\p{L}\p{N}]/gu : /[\p{L}\p{N}]+/gu;
  const tokens = (value: string) => normalize(value).match(pattern) ?? [];
  const wanted = new Map<string, number>();
  const expected = tokens(reference);
  for (const token of expected) wanted.set(token, (wanted.get(token) ?? 0) + 1);
  const found = tokens(text);
  let shared = 0;
  for (const token of found) {
    const left = wanted.get(token) ?? 0;
    if (left > 0) shared++;
    wanted.set(token, left - 1);
  }
  return found.length + expected.length === 0 ? 1 : (2 * shared) / (found.length + expected.length);
}

const textOf = (result: ParseResult) =>
  result.status === "ready" ? result.pages.map(({ text }) => text).join("\n\n") : "";

/** F1 against each reference there is, by its kind. */
function scores(file: string, text: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const kind of ["truth", "raw", "layout", "pandoc", "docx2txt"]) {
    const reference = path.join(DATA, path.dirname(file), "ref", `${path.basename(file)}.${kind}.txt`);
    if (existsSync(reference)) found[kind] = tokenF1(text, readFileSync(reference, "utf8"));
  }
  return found;
}

/** Share of a text that its running heads, feet and page numbers may be: references have them, and we leave them out. */
const RUNNING_LINES = 0.01;

const table: string[] = [];
afterAll(() => {
  if (table.length > 0) process.stdout.write(`${table.join("\n")}\n`);
});

describe.skipIf(!isThere)("shared test files (skipped when the folder is absent)", () => {
  test.each(items)("$file ends as it should, in time, with the text of its references", async (item) => {
    const { file } = item;
    const bytes = new Uint8Array(readFileSync(path.join(DATA, file)));
    const startedAt = performance.now();
    const result = await read(item, bytes);
    const ms = performance.now() - startedAt;
    const reached = scores(file, textOf(result));
    const shown = Object.entries(reached).map(([kind, score]) => `${kind} ${score.toFixed(3)}`);
    const state = result.status === "failed" ? result.reason : "ready";
    table.push([file.padEnd(44), state.padEnd(18), `${Math.round(ms)} ms`.padStart(9), ...shown].join("  "));

    expect(ms).toBeLessThan(32_000);
    if (FAILING[file]) {
      expect(FAILING[file]).toContain(state);
      return;
    }
    expect(state).toBe("ready");
    expect(textOf(result)).not.toContain("\uFFFD");
    const baseline = Object.entries(item).find(([key]) => key.startsWith("baseline"))?.[1] as Baseline | undefined;
    const best = Math.max(0, ...Object.values(reached));
    if (Object.keys(reached).length > 0) {
      const least = baseline?.f1truth ?? baseline?.f1raw ?? baseline?.f1 ?? 0.9;
      expect(best).toBeGreaterThanOrEqual(
        least - (result.status === "ready" && result.pages.length > 2 ? RUNNING_LINES : 0.0005),
      );
    }
  });
});
