/** How many planted passages are set aside, and how many clean ones by mistake; needs the shared test data. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isPoisoned, judgePoison } from "@/domain/knowledge/doctor/poison";
import { chunkPages } from "../chunking";
import { parseDocument } from "../parsers/parse";

const shared = process.env.PARLEY_SHARED_DATA ?? path.resolve(import.meta.dirname, "../../../../../shared/data");
const planted = path.join(shared, "injection/poisoned-passages.jsonl");
const bases = path.join(shared, "kb");
const MIN_FOUND = 27;
const MAX_FALSE_SHARE = 0.001;

test.skipIf(!existsSync(planted))("planted passages are set aside (needs the shared test data)", () => {
  const cases = readFileSync(planted, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; passage: string });
  const missed = cases.filter(({ passage }) => !isPoisoned(judgePoison(passage))).map(({ id }) => id);
  process.stdout.write(
    `planted passages: ${cases.length - missed.length} of ${cases.length} set aside; missed: ${missed}\n`,
  );
  expect(cases.length - missed.length).toBeGreaterThanOrEqual(MIN_FOUND);
});

test.skipIf(!existsSync(bases))(
  "clean passages are not (needs the shared test data)",
  { timeout: 300_000 },
  async () => {
    const files = readdirSync(bases).flatMap((base) =>
      readdirSync(path.join(bases, base, "documents")).map((file) => path.join(bases, base, "documents", file)),
    );
    let count = 0;
    const wrong: string[] = [];
    for (const file of files) {
      const bytes = new Uint8Array(readFileSync(file));
      const text = new TextDecoder().decode(bytes);
      const parsed = /\.(?:txt|md)$/u.test(file)
        ? { status: "ready" as const, pages: [{ number: 1, text }], hasPageNumbers: false }
        : await parseDocument({ bytes, fileName: path.basename(file) });
      if (parsed.status !== "ready") continue;
      const chunks = await chunkPages({ documentId: file, ...parsed });
      count += chunks.length;
      for (const chunk of chunks) {
        const verdict = judgePoison(chunk.text);
        if (isPoisoned(verdict)) wrong.push(`${path.basename(file)}: ${verdict.quotes.join(" / ")}`);
      }
    }
    process.stdout.write(`clean passages: ${wrong.length} of ${count} set aside by mistake\n${wrong.join("\n")}\n`);
    expect(count).toBeGreaterThan(1_000);
    expect(wrong.length / count).toBeLessThanOrEqual(MAX_FALSE_SHARE);
  },
);
