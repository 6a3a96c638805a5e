import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { OcrEngine } from "@/domain/knowledge/ocr";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../../db/embedded";
import { fakeEmbedding } from "../fixtures/fake-embedding";
import { aKnowledgeService, signal } from "../fixtures/knowledge-setup";
import { makeScan } from "../fixtures/make-scan";
import { createRetriever } from "../retriever";
import { createTesseractEngine } from "./tesseract";

const PRICES = [
  "Harbour House rents boats and tents to guests of every age.",
  "A single kayak costs forty euros a day, and a double one sixty.",
  "Each kayak needs a deposit of fifty euros, given back when it",
  "returns without damage. Paddles and vests are part of the price.",
  "",
  "Tents cost twenty euros a night. They have room for three people",
  "and are dry, clean and checked before you get them.",
];
const HOURS = [
  "The shop opens at nine in the morning and closes at six in the",
  "evening, from April to October. In winter call 555 0192 before",
  "you come. Dogs travel for free, but a canoe has room for one",
  "animal only.",
];

/** At the resolution of the fixture: finer pictures would take longer and show no more. */
const tesseract = (): OcrEngine => ({ ...createTesseractEngine(["eng"]), dpi: 150 });

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

async function ingest(pages: Parameters<typeof makeScan>[0], ocr: OcrEngine | undefined) {
  const service = aKnowledgeService(handle.db, { ocr });
  const upload = { accountId, name: "prices.pdf", bytes: makeScan(pages), uploadedBy: "usr_test" };
  const { documentId } = await service.addDocument(upload);
  await service.ingestDocument({ accountId, documentId }, signal);
  const key = { accountId, documentId };
  const { pages: read } = await service.listPages({ ...key, from: 1, limit: 20 });
  return { document: await service.getDocument(key), read };
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

test("scanned pages are read by tesseract, nearly every word, and answer questions by page; a broken one is named", async () => {
  const pages = [{ typed: "Prices of the year" }, { broken: true as const }, { scanned: PRICES }, { scanned: HOURS }];
  const { document, read } = await ingest(pages, tesseract());
  expect(document).toMatchObject({
    status: "ready",
    pageCount: 4,
    picturePageCount: 2,
    warnings: ["1 of 4 pages has no text: it is a picture."],
  });
  expect(read.map(({ number, isFromPicture }) => [number, isFromPicture])).toEqual([
    [1, false],
    [2, false],
    [3, true],
    [4, true],
  ]);
  expect(read[0]?.text).toBe("Prices of the year");
  expect(read[1]?.text).toBe("");
  for (const [index, lines] of [PRICES, HOURS].entries()) {
    const wanted = words(lines.join(" "));
    const found = new Set(words(read[index + 2]?.text ?? ""));
    expect(wanted.filter((word) => found.has(word)).length / wanted.length).toBeGreaterThanOrEqual(0.95);
  }
  const { retrieve } = createRetriever({ db: handle.db, embedding: fakeEmbedding() });
  const [best] = await retrieve({ accountId, query: "when does the shop close?", limit: 3 });
  expect(best).toMatchObject({ page: 4, text: expect.stringContaining("closes at six in the evening") });
});

test("without an engine a scanned page is named and stays unread", async () => {
  const { document, read } = await ingest([{ typed: "Prices" }, { scanned: HOURS }], undefined);
  expect(document).toMatchObject({
    status: "ready",
    picturePageCount: 0,
    warnings: ["1 of 2 pages has no text: it is a picture."],
  });
  expect(read[1]).toMatchObject({ number: 2, text: "", isFromPicture: false });
});

test("people see which scanned page is being read, and stopping it ends the engine", async () => {
  let closed = 0;
  const stop = async () => {
    const [row] = await service.listDocuments(accountId);
    seen.push(row?.status, row?.progressTotal);
    await service.stopDocument({ accountId, documentId: row?.id ?? "" });
    return new Promise<never>(() => undefined);
  };
  const seen: unknown[] = [];
  const ocr: OcrEngine = { dpi: 20, open: () => ({ read: stop, close: async () => void closed++ }) };
  const service = aKnowledgeService(handle.db, { ocr });
  const bytes = makeScan([{ scanned: HOURS }, { scanned: PRICES }]);
  const { documentId } = await service.addDocument({ accountId, name: "a.pdf", bytes, uploadedBy: "usr_test" });
  await service.ingestDocument({ accountId, documentId }, signal);
  expect(seen).toEqual(["recognising", 2]);
  expect(closed).toBe(1);
  expect(await service.getDocument({ accountId, documentId })).toMatchObject({ failureReason: "cancelled" });
});
