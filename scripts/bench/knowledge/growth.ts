/** Whether the next chunk costs more where there are many already. */

import { vacuum } from "@/server/db/maintenance";
import { fakeEmbedding } from "@/server/knowledge/fixtures/fake-embedding";
import { median, rounded } from "../statistics";
import { handbookPage } from "./handbook";
import { createAccount, createService, openFolder } from "./product";
import { seedPages } from "./seeding";

export interface GrowthInput {
  dataDir: string;
  smallChunks: number;
  largeChunks: number;
  rounds: number;
}

export interface GrowthFigures {
  /** Uploading and reading a document of one chunk, in an account that has that many. */
  smallMs: number;
  largeMs: number;
  /** The median over rounds of the large account's time by the small one's. */
  ratio: number;
  /** Of two accounts of the small size, measured the same way: what chance alone makes of it. */
  ratioOfEquals: number;
}

/** Embedding costs the same everywhere and would hide the rest, so it is done by a stand-in. */
export async function measureGrowth(input: GrowthInput): Promise<GrowthFigures> {
  const handle = await openFolder(input.dataDir);
  const embedding = fakeEmbedding();
  const service = createService(handle, embedding);
  const accountOf = async (chunks: number) => {
    const accountId = await createAccount(handle);
    await seedPages(handle, { accountId, modelId: embedding.id, from: 1, to: chunks });
    return { accountId, added: [] as string[], times: [] as number[] };
  };
  /** Adds one chunk and takes it away again, so that the account stays as large as it is. */
  const addOne = async (account: Awaited<ReturnType<typeof accountOf>>, round: number) => {
    const { accountId } = account;
    const { title, paragraphs } = handbookPage(100_000 + round);
    const bytes = new TextEncoder().encode(`# ${title}\n\n${paragraphs[0]}\n`);
    const startedAt = performance.now();
    const { documentId } = await service.addDocument({ accountId, name: "news.md", bytes, uploadedBy: "usr_bench" });
    await service.ingestDocument({ accountId, documentId }, new AbortController().signal);
    account.times.push(performance.now() - startedAt);
    const { status, chunkCount } = await service.getDocument({ accountId, documentId });
    if (status !== "ready" || chunkCount !== 1) throw new Error(`the document is ${status} with ${chunkCount} chunks`);
    await service.deleteDocument({ accountId, documentId });
  };
  try {
    const large = await accountOf(input.largeChunks);
    const small = await accountOf(input.smallChunks);
    const equal = await accountOf(input.smallChunks);
    await vacuum(handle);
    // The first documents load what all of them need.
    for (let round = 0; round < 3; round++) for (const account of [small, large, equal]) await addOne(account, round);
    for (const account of [small, large, equal]) account.times.length = 0;
    for (let round = 0; round < input.rounds; round++) {
      // Whoever comes second finds the machine a little warmer.
      const order = round % 2 === 0 ? [small, large, equal] : [equal, large, small];
      for (const account of order) await addOne(account, round);
    }
    const ratioTo = (account: typeof small) =>
      rounded(median(account.times.map((ms, round) => ms / small.times[round]!)), 3);
    return {
      smallMs: rounded(median(small.times)),
      largeMs: rounded(median(large.times)),
      ratio: ratioTo(large),
      ratioOfEquals: ratioTo(equal),
    };
  } finally {
    await handle.close();
  }
}
