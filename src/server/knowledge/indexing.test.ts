import { expect, test } from "vitest";
import { EMBEDDING_DIMENSIONS } from "@/domain/knowledge/embedding";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import { indexChunks } from "./indexing";

const chunksOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    page: null,
    heading: "Prices",
    text: `Article ${index} costs ${index * 7} euros. It is kept in the harbour, on shelf ${index}.`,
  }));

test("a model has the next texts before it is done with those before, and all comes out in order", async () => {
  let waiting: PromiseWithResolvers<void> | undefined;
  let calls = 0;
  const model = fakeEmbedding({
    async embed(texts) {
      const before = waiting;
      before?.resolve();
      // The last ones are followed by none.
      if (++calls < 5) {
        waiting = Promise.withResolvers<void>();
        await waiting.promise;
      }
      return fakeEmbedding().embed(texts);
    },
  });
  const document = { name: "prices.md", chunks: chunksOf(70) };
  const progress: number[] = [];
  const indexed = await indexChunks(document, {
    embedding: model,
    onProgress: async (done) => void progress.push(done),
  });
  expect(calls).toBe(5);
  expect(progress).toEqual([16, 32, 48, 64, 70]);
  expect(indexed).toEqual(await indexChunks(document, { embedding: fakeEmbedding() }));
  expect(indexed.map(({ position, text }) => ({ position, text }))).toEqual(
    document.chunks.map(({ text }, position) => ({ position, text })),
  );
});

test("texts that neighbouring chunks share are embedded once, and have the same vector in each", async () => {
  const asked: string[] = [];
  const model = fakeEmbedding({
    async embed(texts) {
      asked.push(...texts);
      return fakeEmbedding().embed(texts);
    },
  });
  await indexChunks({ name: "prices.md", chunks: chunksOf(40) }, { embedding: model });
  expect(asked.filter((text) => text === "Prices")).toHaveLength(1);
  expect(new Set(asked).size).toBe(asked.length);
});

test("a model that breaks down ends it, though the next texts are with it already", async () => {
  let calls = 0;
  const model = fakeEmbedding({ embed: () => Promise.reject(new Error(`no model, ${++calls}`)) });
  await expect(indexChunks({ name: "prices.md", chunks: chunksOf(70) }, { embedding: model })).rejects.toThrow(
    "no model, 1",
  );
  expect(calls).toBe(2);
});

test("a chunk in a language the model does not know has a vector that is near to nothing", async () => {
  const chunks = [{ page: null, heading: "", text: "Лодки сдаются каждый день, залог возвращается вечером." }];
  const [chunk] = await indexChunks({ name: "лодки.md", chunks }, { embedding: fakeEmbedding() });
  expect(chunk?.embedding).toEqual(new Float32Array(EMBEDDING_DIMENSIONS));
});
