import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contextCoverages,
  coveredShares,
  fuseLexicalSignals,
  fuseSignals,
  idfCoverage,
  inverseDocumentFrequency,
  normalizedBm25,
} from "./scoring";

const statistics = {
  chunkCount: 100,
  averageLength: 50,
  chunksWith: new Map([
    ["rare", 1],
    ["common", 90],
  ]),
};
const chunk = (frequencies: Record<string, number>, length = 50) => ({
  frequencies: new Map(Object.entries(frequencies)),
  length,
});

describe("BM25 on an absolute scale", () => {
  test("stays between 0 and 1, whatever the chunk and the statistics", () => {
    const word = fc.constantFrom("rare", "common", "unseen", "other");
    fc.assert(
      fc.property(
        fc.uniqueArray(word),
        fc.dictionary(word, fc.integer({ min: 1, max: 10_000 })),
        fc.integer({ min: 0, max: 100_000 }),
        (query, frequencies, length) => {
          const score = normalizedBm25(query, chunk(frequencies, length), statistics);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("a rare word counts more than a common one", () => {
    const query = ["rare", "common"];
    expect(normalizedBm25(query, chunk({ rare: 1 }), statistics)).toBeGreaterThan(
      normalizedBm25(query, chunk({ common: 1 }), statistics),
    );
  });

  test("saying it more often helps less each time, and a longer text counts for less", () => {
    const scores = [1, 2, 3].map((times) => normalizedBm25(["rare"], chunk({ rare: times }), statistics));
    expect(scores[1]! - scores[0]!).toBeGreaterThan(scores[2]! - scores[1]!);
    expect(normalizedBm25(["rare"], chunk({ rare: 1 }, 200), statistics)).toBeLessThan(scores[0]!);
  });

  test("a question about something else stays low: unknown words count in the bound", () => {
    const known = normalizedBm25(["common"], chunk({ common: 1 }), statistics);
    expect(normalizedBm25(["common", "unseen"], chunk({ common: 1 }), statistics)).toBeLessThan(known / 5);
  });

  test("no query, no score", () => {
    expect(normalizedBm25([], chunk({ rare: 1 }), statistics)).toBe(0);
    expect(idfCoverage([], new Set(), statistics)).toBe(0);
  });
});

test("idf is positive and falls with every chunk that has the term, also beyond the number of chunks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 2_000_000 }), (chunks, having) => {
      expect(inverseDocumentFrequency(chunks, having)).toBeGreaterThan(0);
      expect(inverseDocumentFrequency(chunks, having + 1)).toBeLessThanOrEqual(
        inverseDocumentFrequency(chunks, having),
      );
    }),
  );
});

test("coverage is the share of the question's weight: all, none, and in between", () => {
  expect(idfCoverage(["rare", "common"], new Set(["rare", "common"]), statistics)).toBe(1);
  expect(idfCoverage(["rare"], new Set(["common"]), statistics)).toBe(0);
  expect(idfCoverage(["rare", "common"], new Set(["rare"]), statistics)).toBeGreaterThan(0.9);
});

test("a negative cosine takes nothing away, and scores without cosines are on the same scale", () => {
  const words = { bm25: 0.5, trigram: 0.5, context: 0 };
  expect(fuseSignals({ ...words, passageCosine: -1, sentenceCosine: -1 })).toBe(
    fuseSignals({ ...words, passageCosine: 0, sentenceCosine: 0 }),
  );
  const typical = fuseSignals({ bm25: 0.45, trigram: 0.5, passageCosine: 0.55, sentenceCosine: 0.65, context: 0 });
  expect(Math.abs(fuseLexicalSignals({ bm25: 0.45, trigram: 0.5, context: 0 }) - typical)).toBeLessThan(0.1);
});

describe("what a document adds to its chunks", () => {
  const found = (documentId: string, shares: Record<string, number>) => ({
    documentId,
    shares: new Map(Object.entries(shares)),
  });

  test("the words that another chunk of the same document has, and no other document's", () => {
    const chunks = [found("a", { return: 0.4 }), found("a", { tent: 0.6 }), found("b", { return: 0.4 })];
    expect(contextCoverages(chunks)).toEqual([0.6, 0.4, 0]);
  });

  test("of one other chunk only, so that a long document is not about everything", () => {
    const chunks = [found("a", {}), found("a", { one: 0.3 }), found("a", { two: 0.2 }), found("a", { three: 0.5 })];
    expect(contextCoverages(chunks)[0]).toBe(0.5);
  });

  test("with what a chunk has itself it is never more than the whole question", () => {
    const words = ["rare", "common", "unseen"];
    const chunkOf = fc.record({ documentId: fc.constantFrom("a", "b"), has: fc.subarray(words) });
    fc.assert(
      fc.property(fc.array(chunkOf), (drawn) => {
        const chunks = drawn.map(({ documentId, has }) => ({
          documentId,
          shares: coveredShares(words, new Set(has), statistics),
        }));
        for (const [index, context] of contextCoverages(chunks).entries()) {
          expect(context).toBeGreaterThanOrEqual(0);
          expect(context + idfCoverage(words, new Set(drawn[index]!.has), statistics)).toBeLessThan(1 + 1e-9);
        }
      }),
    );
  });
});
