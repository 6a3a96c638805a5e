/** Another embedding model: what was found goes on being found, and in the end by the new model's vectors alone. */
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import { openChangeFeed } from "../db/changes";
import type { EmbeddedHandle } from "../db/embedded";
import { documentChunks } from "../db/schema";
import { createJobQueue, type JobQueue } from "../jobs/queue";
import { silentLogger } from "../logger";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import { aKnowledgeService, countedAndStored, HANDBOOK, ingestText, signal } from "./fixtures/knowledge-setup";
import { createRetriever } from "./retriever";

let handle: EmbeddedHandle;
let accountId: string;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
});

const before = fakeEmbedding();
/** Its vectors are those of the other turned round: compared with them they would be far from everything. */
const turned = fakeEmbedding({
  id: "fake-turned",
  languages: "any",
  embed: async (texts) => (await before.embed(texts)).map((vector) => vector.map((value) => -value)),
});
const SPANISH = "# Depósitos\n\nCada kayak necesita un depósito de cincuenta euros, que se devuelve al final.\n";

const learn = (name: string, text: string, account = accountId) =>
  ingestText(aKnowledgeService(handle.db), { accountId: account, name, text });
const job = { embeddingModel: turned.id };
const embedAnew = (embedding: EmbeddingModel = turned, stop = signal) =>
  aKnowledgeService(handle.db, { embedding }).embedAnew({ accountId, ...job }, stop);
const ask = async (query: string) => {
  const { explain } = createRetriever({ db: handle.db, embedding: turned, earlierModels: [before] });
  return (await explain({ accountId, query, limit: 1, language: "en" })).passages[0];
};
const models = async () =>
  (
    await handle.db
      .selectDistinct({ model: documentChunks.embeddingModel })
      .from(documentChunks)
      .where(eq(documentChunks.accountId, accountId))
  )
    .map(({ model }) => model)
    .sort();

test("passages are found by meaning before, in the middle and afterwards, with the same score", async () => {
  await learn("handbook.md", HANDBOOK);
  await learn("spanish.md", SPANISH);
  const first = await ask("deposit for a kayak");
  expect(first?.signals.passageCosine).toBeGreaterThan(0.2);

  const failing = fakeEmbedding({
    id: turned.id,
    languages: "any",
    embed: (texts) =>
      texts.some((text) => text.includes("depósito")) ? Promise.reject(new Error("no credit")) : turned.embed(texts),
  });
  await expect(embedAnew(failing)).rejects.toThrow("no credit");
  expect(await models()).toEqual(["fake-turned", "fake-words"]);
  expect(await ask("deposit for a kayak")).toMatchObject({ signals: first!.signals, text: first!.text });

  await embedAnew();
  expect(await models()).toEqual(["fake-turned"]);
  expect(await ask("deposit for a kayak")).toMatchObject({ signals: first!.signals, legs: { meaning: { rank: 1 } } });
  expect((await ask("depósito kayak cincuenta euros"))?.signals.passageCosine).toBeGreaterThan(0.2);
  const { counted, stored } = await countedAndStored(handle.db, accountId);
  expect(stored).toEqual(counted);
});

test("what is done isn't done again, and other accounts are left alone", async () => {
  const other = (await anAccount(handle.db)).id;
  await learn("handbook.md", HANDBOOK);
  await learn("other.md", HANDBOOK, other);
  await embedAnew();
  const texts: string[] = [];
  await embedAnew({
    ...turned,
    embed: (asked) => {
      texts.push(...asked);
      return turned.embed(asked);
    },
  });
  expect(texts).toEqual([]);
  const [chunk] = await handle.db.select().from(documentChunks).where(eq(documentChunks.accountId, other));
  expect(chunk?.embeddingModel).toBe(before.id);
});

test("accounts that need it are asked for, and a process with another model leaves it to the others", async () => {
  await learn("handbook.md", HANDBOOK);
  await anAccount(handle.db);
  const others: unknown[] = [];
  await aKnowledgeService(handle.db, { embedding: turned, others }).enqueueEmbeddingAnew();
  expect(others).toEqual([{ accountId, ...job }]);
  await expect(embedAnew(before)).rejects.toThrow("makes vectors with fake-words");
  await embedAnew();
  await aKnowledgeService(handle.db, { embedding: turned, others }).enqueueEmbeddingAnew();
  expect(others).toHaveLength(1);
});

test("a document that is deleted meanwhile stays deleted", async () => {
  const documentId = await learn("handbook.md", HANDBOOK);
  const service = aKnowledgeService(handle.db);
  await embedAnew({
    ...turned,
    embed: async (texts) => {
      await service.deleteDocument({ accountId, documentId });
      return turned.embed(texts);
    },
  }).catch(() => undefined);
  expect(await models()).toEqual([]);
});

describe("what the page says of it", () => {
  const preparation = () => aKnowledgeService(handle.db, { embedding: turned }).findPreparation(accountId);
  const lastJobIs = (state: string) =>
    handle.db.execute(sql`update pgboss.job set state = ${state}::pgboss.job_state where name = 'embed_anew'`);
  let queue: JobQueue;
  beforeEach(async () => {
    queue = createJobQueue(handle, silentLogger());
    await queue.start();
    await handle.db.execute(sql`delete from pgboss.job`);
  });
  afterEach(() => queue.stop({ timeoutMs: 2_000 }));
  const enqueue = () => queue.enqueue(handle.db, "embed_anew", { accountId, ...job });

  test("is how many passages are done, as long as there is something to do, and of this account alone", async () => {
    await learn("handbook.md", HANDBOOK);
    expect(await preparation()).toBeNull();
    await queue.enqueue(handle.db, "embed_anew", { accountId: (await anAccount(handle.db)).id, ...job });
    expect(await preparation()).toBeNull();
    await enqueue();
    expect(await preparation()).toEqual({ doneCount: 0, totalCount: 4, hasGivenUp: false });
    await ingestText(aKnowledgeService(handle.db, { embedding: turned }), { accountId, name: "s.md", text: SPANISH });
    await learn("other.md", HANDBOOK, (await anAccount(handle.db)).id);
    await lastJobIs("retry");
    expect(await preparation()).toEqual({ doneCount: 1, totalCount: 5, hasGivenUp: false });
    await embedAnew();
    expect(await preparation()).toBeNull();
  });

  test("is that it was given up, until it is begun anew", async () => {
    await learn("handbook.md", HANDBOOK);
    await enqueue();
    await lastJobIs("failed");
    expect(await preparation()).toEqual({ doneCount: 0, totalCount: 4, hasGivenUp: true });
    await enqueue();
    expect(await preparation()).toMatchObject({ hasGivenUp: false });
  });

  test("is told to whoever looks, when it begins and when it has ended", async () => {
    const feed = await openChangeFeed(handle);
    const stop = new AbortController();
    const changes = feed.subscribe(accountId, stop.signal);
    const told = async () => (await changes[Symbol.asyncIterator]().next()).value;
    const change = { accountId, topic: "preparation", id: accountId };
    await learn("handbook.md", HANDBOOK);
    const service = aKnowledgeService(handle.db, { embedding: turned });
    await service.enqueueEmbeddingAnew();
    for (;;) {
      const next = await told();
      if (next?.topic !== "document") {
        expect(next).toEqual(change);
        break;
      }
    }
    await embedAnew();
    expect(await told()).toEqual(change);
    stop.abort();
    await feed.close();
  });
});
