/** What people see of a document's reading. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { aKnowledgeService, HANDBOOK, ingestText, signal } from "./fixtures/knowledge-setup";
import { makePdf } from "./fixtures/make-pdf";

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

const aService = () => aKnowledgeService(handle.db);
const pageOf = (text: string) => ({ texts: text === "" ? [] : [{ text, x: 60, y: 700 }] });

async function aPdf(...pages: string[]) {
  const service = aService();
  const bytes = makePdf(pages.map(pageOf));
  const { documentId } = await service.addDocument({ accountId, name: "tours.pdf", bytes, uploadedBy: "usr_test" });
  await service.ingestDocument({ accountId, documentId }, signal);
  return { service, key: { accountId, documentId } };
}

const ENGLISH = "The boat leaves the harbour at nine in the morning and comes back before the sun goes down.";
const SPANISH = "El barco sale del puerto a las nueve de la mañana y regresa antes de la puesta del sol.";

describe("what a reading came to", () => {
  test("names the pages without text, and the languages of the others", async () => {
    const { service, key } = await aPdf(ENGLISH, "", ENGLISH, SPANISH, "");
    const { emptyPages, languages } = await service.getReading(key);
    expect(emptyPages).toEqual([2, 5]);
    expect(languages).toEqual(["en", "es"]);
  });

  test("of a document that isn't read yet, nothing", async () => {
    const service = aService();
    const bytes = new TextEncoder().encode(HANDBOOK);
    const { documentId } = await service.addDocument({ accountId, name: "a.md", bytes, uploadedBy: "usr_test" });
    const key = { accountId, documentId };
    expect(await service.getReading(key)).toMatchObject({ emptyPages: [], languages: [] });
    expect(await service.listPassages({ ...key, from: 0, limit: 9 })).toEqual({ passages: [], next: null });
    expect(await service.searchPages({ ...key, words: "boats" })).toEqual({ matches: [], isCut: false });
  });
});

test("pages come in parts that leave out and repeat none", async () => {
  const { service, key } = await aPdf("one", "two", "three", "four", "five");
  const numbers: number[] = [];
  for (let from: number | null = 1; from !== null; ) {
    const part: Awaited<ReturnType<typeof service.listPages>> = await service.listPages({ ...key, from, limit: 2 });
    numbers.push(...part.pages.map(({ number }) => number));
    from = part.next;
  }
  expect(numbers).toEqual([1, 2, 3, 4, 5]);
});

test("passages are those that are found, in order, with what they stand under", async () => {
  const service = aService();
  const documentId = await ingestText(service, { accountId, name: "handbook.md", text: HANDBOOK });
  const { passages, next } = await service.listPassages({ accountId, documentId, from: 1, limit: 2 });
  expect(passages).toMatchObject([
    { position: 1, heading: "Harbour House › Deposits", isQuarantined: false },
    { position: 2, heading: "Harbour House › Opening hours", isQuarantined: false },
  ]);
  expect(next).toBe(3);
});

describe("looking for words", () => {
  test("tells pages, how often, and what stands around; signs are signs", async () => {
    const { service, key } = await aPdf("Price (2027): 40 EUR", "nothing here", "PRICE (2027): 45 EUR, price (2027)");
    const search = (words: string) => service.searchPages({ ...key, words });
    expect((await search("price (2027)")).matches).toEqual([
      { page: 1, count: 1, snippet: "Price (2027): 40 EUR" },
      { page: 3, count: 2, snippet: "PRICE (2027): 45 EUR, price (2027)" },
    ]);
    for (const words of [".*", "4_ EUR", "4% EUR", "\\d+", "[", "(?i)"])
      expect((await search(words)).matches, words).toEqual([]);
  });

  test("another account's document is none", async () => {
    const { service, key } = await aPdf(ENGLISH);
    const stranger = (await anAccount(handle.db)).id;
    const attempt = service.searchPages({ ...key, accountId: stranger, words: "harbour" });
    await expect(attempt).rejects.toMatchObject({ kind: "not_found" });
  });
});
