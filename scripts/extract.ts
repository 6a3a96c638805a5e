/**
 * Reads one file as an upload would be read, and prints one JSON object: `{status, reason?, pages, chars, warnings}`.
 * Exit code 0 for readable and unreadable files alike; 2 when the command itself is wrong.
 */
import { parseArgs } from "node:util";
import type { ParseResult } from "@/domain/knowledge/document";
import { readDocument } from "./read-document";

const USAGE = `Usage: npm run -s extract -- FILE [--password PASSWORD] [--ocr LANGUAGES]

  --ocr LANGUAGES   reads scanned pages too, with tesseract: eng,spa
`;

function toOutput(result: ParseResult) {
  if (result.status === "failed")
    return { status: result.status, reason: result.reason, pages: [], chars: 0, warnings: result.warnings };
  const chars = result.pages.reduce((sum, { text }) => sum + text.length, 0);
  return { status: result.status, pages: result.pages, chars, warnings: result.warnings };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { password: { type: "string" }, ocr: { type: "string" } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new Error("Name one file.");
  const result = await readDocument(file, values);
  process.stdout.write(`${JSON.stringify(toOutput(result))}\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
});
