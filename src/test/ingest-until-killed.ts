/**
 * A process of its own that reads documents by the real job queue, and kills itself where its parent says. Arguments: the
 * data folder, the account, and, as JSON, where in what it recovers to die.
 */
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { openDatabase } from "@/server/db/client";
import { createIngestHandler } from "@/server/jobs/ingest";
import { createJobQueue } from "@/server/jobs/queue";
import { fakeEmbedding } from "@/server/knowledge/fixtures/fake-embedding";
import { createKnowledgeService } from "@/server/knowledge/service";
import { silentLogger } from "@/server/logger";

/** Where a process ends: some ms after the so-many-th message to a thread since a reading began; null to live on. */
export interface KillPoint {
  message: number | null;
  laterMs: number;
}

/** A document to take in, and where in the reading of it to die. */
export interface ReaderRequest {
  document: { name: string; text: string };
  killPoint: KillPoint;
}

/** A document is ready or failed; with the messages since its reading began. */
export interface ReaderNews {
  name: string;
  messages: number;
}

const [, , dataDir = "", accountId = "", firstKillPoint = ""] = process.argv;
let killPoint = JSON.parse(firstKillPoint) as KillPoint;

/** All that reading does outside of this thread, the database foremost, is asked for by such a message. */
let messages = 0;
let isReading = false;
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (...message: Parameters<Worker["postMessage"]>) {
  postMessage.apply(this, message);
  if (!isReading || ++messages !== killPoint.message) return;
  void delay(killPoint.laterMs).then(() => process.kill(process.pid, "SIGKILL"));
};

const handle = await openDatabase({ dataDir, logger: silentLogger() });
const queue = createJobQueue(handle, silentLogger());
const knowledge = createKnowledgeService({
  db: handle.db,
  queue,
  embedding: fakeEmbedding(),
  secretKey: new Uint8Array(32).fill(7),
  logger: silentLogger(),
  now: () => new Date(),
});
const read = createIngestHandler(knowledge);
await queue.start();
await queue.work("ingest", { concurrency: 1 }, async (data, signal, attempt) => {
  messages = 0;
  isReading = true;
  try {
    await read(data, signal, attempt);
  } finally {
    isReading = false;
    const { name, status } = await knowledge.getDocument(data);
    if (status === "ready" || status === "failed") process.send?.({ name, messages } satisfies ReaderNews);
  }
});
// Only now: what is sent before waits for this.
process.on("message", async ({ document: { name, text }, killPoint: next }: ReaderRequest) => {
  killPoint = next;
  await knowledge.addDocument({ accountId, name, bytes: new TextEncoder().encode(text), uploadedBy: "usr_test" });
});
process.on("disconnect", () => process.exit(0));
