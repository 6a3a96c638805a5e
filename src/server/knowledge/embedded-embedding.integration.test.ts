import { afterAll, expect, test } from "vitest";
import { EMBEDDING_DIMENSIONS } from "@/domain/knowledge/embedding";
import { cosineOfUnitVectors } from "@/domain/knowledge/similarity";
import { createEmbeddedEmbeddingModel } from "./embedded-embedding";

const model = createEmbeddedEmbeddingModel();
afterAll(() => model.close());

test("texts of the same meaning are nearer than others, without a network and without a key", async () => {
  const [question, same, other] = await model.embed([
    "When do you open in the morning?",
    "Our opening hours are nine to six.",
    "The kayak is made of red plastic.",
  ]);
  expect(cosineOfUnitVectors(question!, same!)).toBeGreaterThan(cosineOfUnitVectors(question!, other!) + 0.1);
});

test("vectors have length one and the agreed dimensions, also of nothing and of very long texts", async () => {
  const vectors = await model.embed(["", "ok", "a long story ".repeat(3_000)]);
  for (const vector of vectors) {
    expect(vector).toHaveLength(EMBEDDING_DIMENSIONS);
    expect(cosineOfUnitVectors(vector, vector)).toBeCloseTo(1, 4);
  }
  expect(await model.embed([])).toEqual([]);
});

test("the main thread stays free while it computes", async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await model.embed(Array.from({ length: 16 }, (_, index) => `Sentence ${index} about boats and tents. `.repeat(12)));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(10);
});

test("after closing, texts are refused instead of waiting for ever", async () => {
  const closing = createEmbeddedEmbeddingModel();
  const waiting = closing.embed(["never answered"]);
  await Promise.all([expect(waiting).rejects.toThrow("closed"), closing.close()]);
  await expect(closing.embed(["too late"])).rejects.toThrow("closed");
});
