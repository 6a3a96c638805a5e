/**
 * Measures retrieval on a question set through the product's own code: every passage becomes a document of an account
 * in a database in memory, and every question is retrieved for. Prints one JSON object; progress goes to stderr.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { rankingMetrics } from "@/domain/knowledge/ranking-metrics";
import { openDatabase } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { accounts, documents } from "@/server/db/schema";
import { chunkPages } from "@/server/knowledge/chunking";
import { createEmbeddedEmbeddingModel } from "@/server/knowledge/embedded-embedding";
import { indexChunks } from "@/server/knowledge/indexing";
import { createRetriever } from "@/server/knowledge/retriever";
import { replaceChunks } from "@/server/knowledge/store-chunks";
import { silentLogger } from "@/server/logger";

const USAGE = "Usage: npm run -s eval:retrieval -- --passages PASSAGES.jsonl --queries QUERIES.jsonl\n";

const passageSchema = z.object({ id: z.string(), title: z.string().default(""), text: z.string() });
const querySchema = z.object({ id: z.string(), query: z.string(), gold_passage_id: z.string().nullable() });
type EvalPassage = z.infer<typeof passageSchema>;

/** Passages deep enough for recall at 10 when several chunks of one passage come first. */
const RETRIEVED_CHUNKS = 40;

async function readLines<Item>(file: string, schema: z.ZodType<Item>): Promise<Item[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

async function evaluate(passages: readonly EvalPassage[], queries: readonly z.infer<typeof querySchema>[]) {
  const { db, close } = await openDatabase({ logger: silentLogger() });
  const embedding = createEmbeddedEmbeddingModel();
  try {
    const accountId = newId("account");
    await db.insert(accounts).values({ id: accountId, name: "Evaluation", answerSettings: DEFAULT_ANSWER_SETTINGS });
    const passageOfDocument = new Map<string, string>();
    for (const [index, passage] of passages.entries()) {
      const documentId = newId("document");
      passageOfDocument.set(documentId, passage.id);
      await store(passage, documentId);
      if (index % 50 === 49) process.stderr.write(`indexed ${index + 1} of ${passages.length}\n`);
    }
    const { retrieve } = createRetriever({ db, embedding });
    // The first question loads what all of them need.
    await retrieve({ accountId, query: queries[0]?.query ?? "", limit: 1 });
    const startedAt = performance.now();
    const ranks: (number | null)[] = [];
    for (const { query, gold_passage_id: gold } of queries) {
      const found = await retrieve({ accountId, query, limit: RETRIEVED_CHUNKS });
      const ranked = [...new Set(found.map(({ documentId }) => passageOfDocument.get(documentId) ?? ""))];
      const position = ranked.findIndex((id) => gold !== null && (id === gold || id.startsWith(`${gold}_a`)));
      ranks.push(position < 0 ? null : position + 1);
    }
    const msPerQuery = (performance.now() - startedAt) / Math.max(1, queries.length);
    return { ...rankingMetrics(ranks), msPerQuery: Math.round(msPerQuery * 100) / 100 };

    /** As an upload of a Markdown file named by its id. */
    async function store({ id, title, text }: EvalPassage, documentId: string): Promise<void> {
      const name = `${id}.md`;
      const page = { number: 1, text: title === "" ? text : `# ${title}\n\n${text}` };
      const chunks = await chunkPages({ documentId, pages: [page], hasPageNumbers: false });
      const indexed = await indexChunks({ name, chunks }, { embedding });
      await db.insert(documents).values({
        id: documentId,
        accountId,
        name,
        mediaType: "text/markdown",
        sizeBytes: text.length,
        contentHash: documentId,
        status: "ready",
      });
      await replaceChunks(db, { accountId, documentId }, indexed, embedding);
    }
  } finally {
    await embedding.close();
    await close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { passages: { type: "string" }, queries: { type: "string" } } });
  if (!values.passages || !values.queries) throw new Error("Both --passages and --queries are needed.");
  const [passages, queries] = await Promise.all([
    readLines(values.passages, passageSchema),
    readLines(values.queries, querySchema),
  ]);
  process.stdout.write(`${JSON.stringify(await evaluate(passages, queries))}\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
});
