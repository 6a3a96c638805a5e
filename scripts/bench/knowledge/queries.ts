/** What a question costs, by the number of chunks and of accounts. */

import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import type { DatabaseHandle } from "@/server/db/client";
import { vacuum } from "@/server/db/maintenance";
import { createEmbeddedEmbeddingModel } from "@/server/knowledge/embedded-embedding";
import { createRetriever } from "@/server/knowledge/retriever";
import { percentile, rounded } from "../statistics";
import { handbookPage } from "./handbook";
import { createAccount, openFolder } from "./product";
import { seeded } from "./seeded";
import { near, seedPages } from "./seeding";

export interface QueriesInput {
  dataDir: string;
  /** Chunks of the first account, growing. */
  sizes: number[];
  /** Beside the first. */
  otherAccounts: number;
  chunksOfOthers: number;
  /** Questions per figure. */
  questions: number;
}

export interface QueryFigures {
  chunks: number;
  accounts: number;
  p50Ms: number;
  p95Ms: number;
}

export interface QueriesFigures {
  /** The vector of the question is known already. */
  retrieval: QueryFigures[];
  /** Of the account with the most chunks, once all the others are there; then of the others in turns. */
  withManyAccounts: { largest: QueryFigures; others: QueryFigures };
  /** Making the vector of one question, which comes on top. */
  embedding: { p50Ms: number; p95Ms: number };
}

const MODEL_ID = "seeded";
/** As the agent asks for. */
const LIMIT = 8;
const WARM_UPS = 10;

export async function measureQueries(input: QueriesInput): Promise<QueriesFigures> {
  const handle = await openFolder(input.dataDir);
  try {
    const accountId = await createAccount(handle);
    const retrieval: QueryFigures[] = [];
    let seededChunks = 0;
    for (const chunks of input.sizes) {
      await seedPages(handle, { accountId, modelId: MODEL_ID, from: seededChunks + 1, to: chunks });
      seededChunks = chunks;
      await vacuum(handle);
      const figures = { chunks, accounts: 1, ...(await ask(handle, [accountId], chunks, input.questions)) };
      process.stderr.write(`${JSON.stringify(figures)}\n`);
      retrieval.push(figures);
    }
    const others: string[] = [];
    for (let index = 0; index < input.otherAccounts; index++) {
      const other = await createAccount(handle);
      others.push(other);
      const from = index * input.chunksOfOthers + 1;
      await seedPages(handle, { accountId: other, modelId: MODEL_ID, from, to: from + input.chunksOfOthers - 1 });
    }
    await vacuum(handle);
    const accounts = others.length + 1;
    const largest = await ask(handle, [accountId], seededChunks, input.questions);
    const ofOthers = await ask(handle, others, input.chunksOfOthers * others.length, input.questions);
    return {
      retrieval,
      withManyAccounts: {
        largest: { chunks: seededChunks, accounts, ...largest },
        others: { chunks: input.chunksOfOthers, accounts, ...ofOthers },
      },
      embedding: await measureQuestionEmbedding(input.questions),
    };
  } finally {
    await handle.close();
  }
}

/** Questions about pages that are there, to the accounts in turns. */
async function ask(handle: DatabaseHandle, accounts: readonly string[], pages: number, count: number) {
  const random = seeded(pages);
  let page = handbookPage(1);
  const embedding: EmbeddingModel = {
    id: MODEL_ID,
    languages: ["en"],
    embed: async (texts) => texts.map(() => near(page, random)),
  };
  const { retrieve } = createRetriever({ db: handle.db, embedding });
  const times: number[] = [];
  for (let index = 0; index < WARM_UPS + count; index++) {
    page = handbookPage(random.between(1, pages));
    const accountId = accounts[index % accounts.length]!;
    const startedAt = performance.now();
    const passages = await retrieve({ accountId, query: page.question, limit: LIMIT, language: "en" });
    if (passages.length === 0) throw new Error(`nothing was found for "${page.question}"`);
    if (index >= WARM_UPS) times.push(performance.now() - startedAt);
  }
  return { p50Ms: rounded(percentile(times, 0.5)), p95Ms: rounded(percentile(times, 0.95)) };
}

async function measureQuestionEmbedding(count: number): Promise<QueriesFigures["embedding"]> {
  const model = createEmbeddedEmbeddingModel();
  try {
    await model.embed(["We open at nine in the morning."]);
    const times: number[] = [];
    for (let index = 1; index <= count; index++) {
      const startedAt = performance.now();
      await model.embed([handbookPage(index).question]);
      times.push(performance.now() - startedAt);
    }
    return { p50Ms: rounded(percentile(times, 0.5)), p95Ms: rounded(percentile(times, 0.95)) };
  } finally {
    await model.close();
  }
}
