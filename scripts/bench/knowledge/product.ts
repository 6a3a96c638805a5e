/** Parley's own knowledge, put together as the server does, on an embedded database in a folder. */
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { type DatabaseHandle, openDatabase } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { accounts } from "@/server/db/schema";
import { createKnowledgeService } from "@/server/knowledge/service";
import { silentLogger } from "@/server/logger";

export const openFolder = (dataDir: string): Promise<DatabaseHandle> =>
  openDatabase({ dataDir, logger: silentLogger() });

export async function createAccount({ db }: DatabaseHandle): Promise<string> {
  const id = newId("account");
  await db.insert(accounts).values({ id, name: "Benchmark", answerSettings: DEFAULT_ANSWER_SETTINGS });
  return id;
}

/** Jobs are not queued: the benchmark runs them itself. */
export const createService = ({ db }: DatabaseHandle, embedding: EmbeddingModel) =>
  createKnowledgeService({
    db,
    embedding,
    secretKey: new Uint8Array(32).fill(7),
    logger: silentLogger(),
    now: () => new Date(),
    queue: { enqueue: () => Promise.resolve() },
    // A machine that does other things as well must not decide whether there is a result.
    parseLimits: { timeoutMs: 600_000 },
  });
