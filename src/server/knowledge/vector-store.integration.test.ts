import { TextNode, VectorStoreQueryMode } from "llamaindex";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EMBEDDING_DIMENSIONS } from "@/domain/knowledge/embedding";
import { openTestDatabase } from "@/test/database";
import { aDocument, anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import { ParleyVectorStore } from "./llamaindex/vector-store";

let handle: EmbeddedHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

const axis = (index: number) => Array.from({ length: EMBEDDING_DIMENSIONS }, (_, i) => (i === index ? 1 : 0));
const query = (queryEmbedding: number[], similarityTopK: number, docIds?: string[]) => ({
  queryEmbedding,
  similarityTopK,
  mode: VectorStoreQueryMode.DEFAULT,
  ...(docIds ? { docIds } : {}),
});

async function aStore(count: number, accountId?: string) {
  const account = accountId ?? (await anAccount(handle.db)).id;
  const { id: documentId } = await aDocument(handle.db, { accountId: account });
  const store = new ParleyVectorStore({ db: handle.db, accountId: account, embedding: fakeEmbedding() });
  const nodes = Array.from({ length: count }, (_, position) => {
    const metadata = {
      documentId,
      generation: 0,
      page: null,
      heading: "",
      position,
      language: "en",
      termCount: 1,
      trigramCount: 1,
      sentenceEmbeddings: new Uint8Array(4),
    };
    return new TextNode({
      id_: `chk_${documentId}_${position}`,
      text: `text ${position}`,
      embedding: axis(position % 500),
      metadata,
    });
  });
  return { accountId: account, documentId, store, ids: await store.add(nodes) };
}

test("nodes that were added are found by their vectors, nearest first, with their text", async () => {
  const { store, ids } = await aStore(5);
  const found = await store.query(query(axis(3), 2));
  expect(found.ids[0]).toBe(ids[3]);
  expect(found.similarities[0]).toBeCloseTo(1);
  expect(found.nodes?.[0]).toMatchObject({ text: "text 3" });
});

test("a store sees, counts and deletes its own account's chunks only", async () => {
  const mine = await aStore(30);
  const theirs = await aStore(200);
  const found = await mine.store.query(query(axis(1), 20));
  expect(found.ids).toHaveLength(20);
  expect(found.ids.every((id) => mine.ids.includes(id))).toBe(true);
  await mine.store.delete(theirs.documentId);
  expect((await theirs.store.query(query(axis(1), 200))).ids).toHaveLength(200);
  await mine.store.delete(mine.documentId);
  expect((await mine.store.query(query(axis(1), 20))).ids).toEqual([]);
});

test("a search can be kept to some documents of the account", async () => {
  const first = await aStore(5);
  const second = await aStore(5, first.accountId);
  const found = await first.store.query(query(axis(1), 10, [second.documentId]));
  expect(found.ids.toSorted()).toEqual(second.ids.toSorted());
});

test("chunks without a vector, in languages the model does not know, are near to nothing", async () => {
  const { accountId, documentId, store } = await aStore(3);
  const zeros = axis(-1);
  const metadata = {
    documentId,
    generation: 0,
    page: null,
    heading: "",
    position: 99,
    language: "und",
    termCount: 1,
    trigramCount: 1,
    sentenceEmbeddings: new Uint8Array(4),
  };
  await store.add([new TextNode({ id_: `chk_zero_${accountId}`, text: "sin vector", embedding: zeros, metadata })]);
  const found = await store.query(query(axis(0), 10));
  expect(found.ids).not.toContain(`chk_zero_${accountId}`);
  expect(found.similarities.every(Number.isFinite)).toBe(true);
});
