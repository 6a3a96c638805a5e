import { expect, test } from "vitest";
import { EmbeddingQueue } from "./embedding-queue";

const vectorOf = (text: string) => Float32Array.of(text.length);

/** Runs all batches; returns the texts of each in the order they ran. */
function drain(queue: EmbeddingQueue): string[][] {
  const batches: string[][] = [];
  for (let batch = queue.next(); batch; batch = queue.next()) {
    batches.push(batch.texts);
    batch.resolve(batch.texts.map(vectorOf));
  }
  return batches;
}

test("vectors come back in the order of their texts, though batches hold texts of similar length", async () => {
  const queue = new EmbeddingQueue();
  const texts = Array.from({ length: 20 }, (_, index) => "x".repeat(((index * 7) % 20) + 1));
  const result = queue.add(texts);
  const batches = drain(queue);
  expect(batches.map(({ length }) => length)).toEqual([8, 8, 4]);
  for (const batch of batches)
    expect(Math.max(...batch.map((t) => t.length)) - Math.min(...batch.map((t) => t.length))).toBeLessThan(8);
  expect((await result).map(([length]) => length)).toEqual(texts.map(({ length }) => length));
});

test("a question does not wait for a document that is being read", async () => {
  const queue = new EmbeddingQueue();
  const document = queue.add(Array.from({ length: 24 }, () => "a sentence of a document"));
  queue.next()?.resolve(Array.from({ length: 8 }, () => vectorOf("x")));
  const question = queue.add(["how much?"]);
  expect(queue.next()?.texts).toEqual(["how much?"]);
  drain(queue);
  expect(await document).toHaveLength(24);
  question.catch(() => undefined);
});

test("an aborted request is rejected at once and its waiting texts are never run", async () => {
  const queue = new EmbeddingQueue();
  const abort = new AbortController();
  const result = queue.add(
    Array.from({ length: 20 }, () => "text"),
    abort.signal,
  );
  queue.next();
  abort.abort(new Error("stop"));
  await expect(result).rejects.toThrow("stop");
  expect(queue.next()).toBeUndefined();
  await expect(queue.add(["later"], abort.signal)).rejects.toThrow("stop");
});

test("a failing batch fails its own request only", async () => {
  const queue = new EmbeddingQueue();
  const first = queue.add(["one", "two", "three"]);
  const second = queue.add(["four", "five", "six"]);
  queue.next()?.reject(new Error("broken"));
  await expect(first).rejects.toThrow("broken");
  drain(queue);
  expect(await second).toHaveLength(3);
});

test("empty texts become something the model accepts, endless ones are cut", () => {
  const queue = new EmbeddingQueue();
  void queue.add(["", "   ", "x".repeat(100_000)]);
  const [batch = []] = drain(queue);
  expect(batch.every((text) => text.length > 0 && text.length <= 2_500)).toBe(true);
});
