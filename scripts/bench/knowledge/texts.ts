/** The texts that ingestion of a file embeds, found out without embedding them. */
import { readFile, writeFile } from "node:fs/promises";
import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from "@/domain/knowledge/embedding";
import { chunkPages } from "@/server/knowledge/chunking";
import { indexChunks } from "@/server/knowledge/indexing";
import { parseDocument } from "@/server/knowledge/parsers/parse";

/** It is part of the texts. */
export const HANDBOOK_NAME = "handbook.pdf";

/** Writes them to `textsFile`, a list for each time the model would be called. */
export async function writeTexts({ pdfFile, textsFile }: { pdfFile: string; textsFile: string }): Promise<null> {
  const calls: (readonly string[])[] = [];
  const embedding: EmbeddingModel = {
    id: "recording",
    languages: ["en"],
    embed: async (texts) => {
      calls.push(texts);
      return texts.map(() => new Float32Array(EMBEDDING_DIMENSIONS));
    },
  };
  const bytes = new Uint8Array(await readFile(pdfFile));
  const parsed = await parseDocument({ bytes, fileName: HANDBOOK_NAME }, { timeoutMs: 600_000 });
  if (parsed.status === "failed") throw new Error(`the handbook cannot be read: ${parsed.reason}`);
  const chunks = await chunkPages({ documentId: "doc_bench", ...parsed });
  await indexChunks({ name: HANDBOOK_NAME, chunks }, { embedding });
  await writeFile(textsFile, JSON.stringify(calls));
  return null;
}
