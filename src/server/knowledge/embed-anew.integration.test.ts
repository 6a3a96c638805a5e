/** Another embedding model: what was found goes on being found, and in the end by the new model's vectors alone. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { documentChunks } from "../db/schema";
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
