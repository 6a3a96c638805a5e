import fc from "fast-check";
import { expect, test } from "vitest";
import { findDuplicates, shinglesOf } from "./duplicates";

const WORDS =
  "harbour boat kayak deposit morning evening garden breakfast luggage storm winter lake helmet tent rope".split(" ");
const sentence = (seed: number) =>
  `${Array.from({ length: 9 }, (_, at) => `${WORDS[(seed * (at + 3) + at * at) % WORDS.length]}${(seed * 31 + at) % 97}`).join(" ")}.`;
const text = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => sentence(from + at)).join(" ");
const document = (documentId: string, body: string) => ({
  id: `${documentId}-0`,
  documentId,
  documentName: documentId,
  page: null,
  heading: "",
  position: 0,
  text: body,
  shingles: shinglesOf(body),
});

test("a document that stands in another is told, with the share of it and a sentence of both", () => {
  const [found, ...rest] = findDuplicates([document("long", text(0, 60)), document("short", text(20, 50))]);
  expect(rest).toEqual([]);
  expect(found?.documentIds).toEqual(["short", "long"]);
  expect(found?.share).toBeGreaterThan(0.9);
  expect(found?.quotes[0].text).toBe(found?.quotes[1].text);
});

test("documents that share a paragraph only are not, nor is what stands in very many", () => {
  expect(findDuplicates([document("a", text(0, 60)), document("b", text(55, 110))])).toEqual([]);
  const copies = Array.from({ length: 20 }, (_, at) => document(`copy${at}`, text(0, 40)));
  expect(findDuplicates(copies)).toEqual([]);
});

test("small edits don't hide it", () => {
  const edited = text(0, 40).replaceAll("kayak", "canoe");
  expect(findDuplicates([document("a", text(0, 40)), document("b", edited)])[0]?.share).toBeGreaterThan(0.6);
});

test("texts without spaces between words are compared too", () => {
  const chinese = "皮划艇的押金为五十欧元并在归还时退还给租客请务必保留收据以便核对".repeat(1);
  const body = Array.from(
    { length: 12 },
    (_, at) => `${chinese.slice(at % 7)}${at}号码头的营业时间从早上九点到下午六点。`,
  ).join("");
  expect(findDuplicates([document("a", body), document("b", body)])[0]?.share).toBe(1);
});

test("a share is one of the smaller document, whatever the two are", () => {
  const range = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 10, max: 60 }));
  fc.assert(
    fc.property(range, range, ([a, lengthA], [b, lengthB]) => {
      const found = findDuplicates([document("a", text(a, a + lengthA)), document("b", text(b, b + lengthB))], {
        minShare: 0,
      });
      for (const { share } of found) {
        expect(share).toBeGreaterThan(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 40 },
  );
});
