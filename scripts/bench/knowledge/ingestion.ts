/** Ingestion of one long PDF from upload to "ready", through the product's own service. */
import { readFile } from "node:fs/promises";
import { createEmbeddedEmbeddingModel } from "@/server/knowledge/embedded-embedding";
import { percentile, rounded } from "../statistics";
import { type Cost, measureCost } from "./cost";
import { type LoopDelay, measureLoopDelay } from "./loop-delay";
import { createAccount, createService, openFolder } from "./product";
import { HANDBOOK_NAME } from "./texts";

export interface IngestionInput {
  dataDir: string;
  pdfFile: string;
}

export interface IngestionFigures extends Cost {
  pages: number;
  chunks: number;
  pagesPerSecond: number;
  chunksPerSecond: number;
  embeddedTexts: number;
  eventLoopDelayMs: LoopDelay;
  /** A small query of somebody else meanwhile, every 100 ms: the database does one thing at a time. */
  otherQueryMs: { p50: number; p99: number; max: number };
}

export async function measureIngestion({ dataDir, pdfFile }: IngestionInput): Promise<IngestionFigures> {
  const handle = await openFolder(dataDir);
  const model = createEmbeddedEmbeddingModel();
  let embeddedTexts = 0;
  const counting = {
    ...model,
    embed: (texts: readonly string[], signal?: AbortSignal) => {
      embeddedTexts += texts.length;
      return model.embed(texts, signal);
    },
  };
  try {
    const accountId = await createAccount(handle);
    const service = createService(handle, counting);
    const bytes = new Uint8Array(await readFile(pdfFile));
    // What a server loads once is not part of any document.
    await warmUp(service, accountId);
    embeddedTexts = 0;

    const others = askMeanwhile(() => service.listDocuments(accountId));
    const key = { accountId, documentId: "" };
    const upload = { accountId, name: HANDBOOK_NAME, bytes, uploadedBy: "usr_bench" };
    let cost: Cost = { ms: 0, cpuMs: 0 };
    const eventLoopDelayMs = await measureLoopDelay(async () => {
      cost = await measureCost(async () => {
        key.documentId = (await service.addDocument(upload)).documentId;
        await service.ingestDocument(key, new AbortController().signal);
      });
    });
    const otherMs = await others.stop();
    const { status, pageCount, chunkCount } = await service.getDocument(key);
    if (status !== "ready" || pageCount === null) throw new Error(`the handbook is ${status}`);
    return {
      ...cost,
      pages: pageCount,
      chunks: chunkCount,
      pagesPerSecond: rounded((pageCount * 1000) / cost.ms, 2),
      chunksPerSecond: rounded((chunkCount * 1000) / cost.ms, 2),
      embeddedTexts,
      eventLoopDelayMs,
      otherQueryMs: {
        p50: rounded(percentile(otherMs, 0.5)),
        p99: rounded(percentile(otherMs, 0.99)),
        max: rounded(Math.max(...otherMs)),
      },
    };
  } finally {
    await model.close();
    await handle.close();
  }
}

async function warmUp(service: ReturnType<typeof createService>, accountId: string): Promise<void> {
  const bytes = new TextEncoder().encode("# Opening hours\n\nWe open at nine in the morning and close at six.\n");
  const { documentId } = await service.addDocument({ accountId, name: "hours.md", bytes, uploadedBy: "usr_bench" });
  await service.ingestDocument({ accountId, documentId }, new AbortController().signal);
}

/** Asks again and again, one question at a time; `stop` resolves to how long each took, in ms. */
function askMeanwhile(ask: () => Promise<unknown>, everyMs = 100): { stop(): Promise<number[]> } {
  const times: number[] = [];
  let isStopped = false;
  const done = (async () => {
    while (!isStopped) {
      const startedAt = performance.now();
      await ask();
      times.push(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await done;
      return times;
    },
  };
}
