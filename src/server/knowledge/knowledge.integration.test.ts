import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { trigramsOf } from "@/domain/knowledge/terms";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount, aUser } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { accounts, chunkTerms, chunkTotals, documentChunks, termStatistics, trigramStatistics } from "../db/schema";
import { silentLogger } from "../logger";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import { makePdf } from "./fixtures/make-pdf";
import { createRetriever } from "./retriever";
import { scoredText } from "./scored-text";
import { createKnowledgeService } from "./service";

const HANDBOOK = `# Harbour House

Boats and tents by the sea.

## Deposits

Each kayak needs a deposit of fifty euros, given back when it returns.

## Opening hours

The shop opens at nine in the morning and closes at six in the evening.

## Dogs

Dogs travel for free, but a canoe has room for one animal only.
`;
const encode = (text: string) => new TextEncoder().encode(text);
const signal = new AbortController().signal;

let handle: EmbeddedHandle;
let enqueued: unknown[];
let uploadedBy: string;
let accountId: string;

beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  enqueued = [];
  uploadedBy = (await aUser(handle.db)).id;
  accountId = (await anAccount(handle.db)).id;
});

function aService(embedding: EmbeddingModel = fakeEmbedding()) {
  return createKnowledgeService({
    db: handle.db,
    embedding,
    logger: silentLogger(),
    now: () => new Date(),
    queue: {
      enqueue: async (_db, _name, data) => {
        enqueued.push(data);
      },
    },
  });
}

async function ingested(service: ReturnType<typeof aService>, name: string, text: string, account = accountId) {
  const { documentId } = await service.addDocument({ accountId: account, name, bytes: encode(text), uploadedBy });
  await service.ingestDocument({ accountId: account, documentId }, signal);
  return documentId;
}

const storedChunks = (documentId: string) =>
  handle.db
    .select({ position: documentChunks.position, heading: documentChunks.heading, text: documentChunks.text })
    .from(documentChunks)
    .where(eq(documentChunks.documentId, documentId))
    .orderBy(documentChunks.position);

/** The account's statistics, counted anew from its chunks, and as they stand in the tables. */
async function countedAndStored(account: string) {
  const rows = await handle.db.query.documentChunks.findMany({ where: eq(documentChunks.accountId, account) });
  const names = new Map((await aService().listDocuments(account)).map(({ id, name }) => [id, name]));
  const trigrams = new Map<string, number>();
  for (const row of rows) {
    const text = scoredText({ ...row, name: names.get(row.documentId) ?? "" });
    for (const trigram of new Set(trigramsOf(text))) trigrams.set(trigram, (trigrams.get(trigram) ?? 0) + 1);
  }
  const terms = new Map<string, number>();
  for (const { term } of await handle.db.select().from(chunkTerms).where(eq(chunkTerms.accountId, account)))
    terms.set(term, (terms.get(term) ?? 0) + 1);
  const [storedTerms, storedTrigrams, totals] = await Promise.all([
    handle.db.select().from(termStatistics).where(eq(termStatistics.accountId, account)),
    handle.db.select().from(trigramStatistics).where(eq(trigramStatistics.accountId, account)),
    handle.db.select().from(chunkTotals).where(eq(chunkTotals.accountId, account)),
  ]);
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const total = (key: "chunkCount" | "termCount" | "trigramCount") => totals.reduce((all, row) => all + row[key], 0);
  return {
    counted: { trigrams, terms, totals: [rows.length, sum((row) => row.termCount), sum((row) => row.trigramCount)] },
    stored: {
      trigrams: new Map(storedTrigrams.map(({ trigram, chunkCount }) => [trigram, chunkCount])),
      terms: new Map(storedTerms.map(({ term, chunkCount }) => [term, chunkCount])),
      totals: [total("chunkCount"), total("termCount"), total("trigramCount")],
    },
  };
}

describe("uploading", () => {
  test("stores the file, says queued, and enqueues its reading", async () => {
    const service = aService();
    const { documentId, status } = await service.addDocument({
      accountId,
      name: "C:\\docs\\House.md",
      bytes: encode(HANDBOOK),
      uploadedBy,
    });
    expect(status).toBe("created");
    expect(enqueued).toEqual([{ accountId, documentId }]);
    expect(await service.getDocument({ accountId, documentId })).toMatchObject({
      name: "House.md",
      status: "queued",
      mediaType: "text/markdown",
      sizeBytes: encode(HANDBOOK).length,
    });
  });

  test("the same bytes are the same document, also under another name and at the same moment", async () => {
    const service = aService();
    const upload = (name: string) => service.addDocument({ accountId, name, bytes: encode(HANDBOOK), uploadedBy });
    const results = await Promise.all([upload("a.md"), upload("b.md"), upload("c.md")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["created", "duplicate", "duplicate"]);
    expect(new Set(results.map(({ documentId }) => documentId)).size).toBe(1);
    expect(enqueued).toHaveLength(1);
  });

  test.each([
    { name: "photo.png", bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), says: "file type isn't supported" },
    { name: "empty.txt", bytes: new Uint8Array(), says: "The file is empty" },
    { name: "big.txt", bytes: new Uint8Array(26 * 1024 * 1024).fill(97), says: "larger than 25 MB" },
    { name: "letter.doc", bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), says: "save it as .docx" },
  ])("$name is refused at once, in words", async ({ name, bytes, says }) => {
    const upload = aService().addDocument({ accountId, name, bytes, uploadedBy });
    await expect(upload).rejects.toMatchObject({ publicMessage: expect.stringContaining(says) });
    expect(await aService().listDocuments(accountId)).toEqual([]);
  });
});

describe("ingesting", () => {
  test("a document becomes ready, with pages, chunks under their headings, and a new knowledge version", async () => {
    const service = aService();
    const documentId = await ingested(service, "house.md", HANDBOOK);
    const document = await service.getDocument({ accountId, documentId });
    expect(document).toMatchObject({ status: "ready", failureReason: null, pageCount: null, chunkCount: 4 });
    expect(document.readyAt).toBeInstanceOf(Date);
    expect((await storedChunks(documentId)).map(({ heading }) => heading)).toEqual([
      "Harbour House",
      "Harbour House › Deposits",
      "Harbour House › Opening hours",
      "Harbour House › Dogs",
    ]);
    expect(await service.listPages({ accountId, documentId })).toEqual([{ number: 1, text: HANDBOOK.trim() }]);
    const [account] = await handle.db.select().from(accounts).where(eq(accounts.id, accountId));
    expect(account?.knowledgeVersion).toBe(1);
  });

  test("pages of a PDF are kept, and chunks say on which they stand", async () => {
    const service = aService();
    const page = (text: string) => ({ texts: [{ text, x: 60, y: 700 }] });
    const bytes = makePdf([page("Kayaks cost forty euros a day."), page("Tents cost twenty euros a night.")]);
    const { documentId } = await service.addDocument({ accountId, name: "prices.pdf", bytes, uploadedBy });
    await service.ingestDocument({ accountId, documentId }, signal);
    expect(await service.getDocument({ accountId, documentId })).toMatchObject({ status: "ready", pageCount: 2 });
    const { retrieve } = createRetriever({ db: handle.db, embedding: fakeEmbedding() });
    const [best] = await retrieve({ accountId, query: "how much is a tent?", limit: 3 });
    expect(best).toMatchObject({ page: 2, documentName: "prices.pdf", text: "Tents cost twenty euros a night." });
  });

  test("a file that cannot be read fails with its reason, is not tried again by itself, and can be retried by a person", async () => {
    const service = aService();
    const bytes = makePdf([{ picture: true }]);
    const { documentId } = await service.addDocument({ accountId, name: "scan.pdf", bytes, uploadedBy });
    const key = { accountId, documentId };
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "failed", failureReason: "scanned" });
    await service.ingestDocument(key, signal);
    expect(enqueued).toHaveLength(1);

    await service.retryDocument(key);
    expect(await service.getDocument(key)).toMatchObject({ status: "queued", failureReason: null });
    expect(enqueued).toHaveLength(2);
    await expect(service.retryDocument(key)).rejects.toMatchObject({ kind: "conflict" });
  });

  test("uploading a failed file again starts its reading again", async () => {
    const service = aService();
    const upload = { accountId, name: "scan.pdf", bytes: makePdf([{ picture: true }]), uploadedBy };
    const { documentId } = await service.addDocument(upload);
    await service.ingestDocument({ accountId, documentId }, signal);
    expect(await service.addDocument(upload)).toEqual({ documentId, status: "duplicate" });
    expect(await service.getDocument({ accountId, documentId })).toMatchObject({ status: "queued" });
  });

  test("after a crash in the middle the next run gives the same chunks and statistics as an undisturbed one", async () => {
    const expected = await storedChunks(await ingested(aService(), "house.md", HANDBOOK));
    const other = (await anAccount(handle.db)).id;
    let calls = 0;
    const broken = fakeEmbedding({
      embed: async (texts) => {
        if (++calls === 1) throw new Error("the power went out");
        return fakeEmbedding().embed(texts);
      },
    });
    const service = aService(broken);
    const { documentId } = await service.addDocument({
      accountId: other,
      name: "house.md",
      bytes: encode(HANDBOOK),
      uploadedBy,
    });
    const key = { accountId: other, documentId };
    await expect(service.ingestDocument(key, signal, { isLastAttempt: false })).rejects.toThrow("the power went out");
    expect(await service.getDocument(key)).toMatchObject({ status: "embedding" });
    expect(await storedChunks(documentId)).toEqual([]);

    await service.ingestDocument(key, signal);
    expect(await storedChunks(documentId)).toEqual(expected);
    const { counted, stored } = await countedAndStored(other);
    expect(stored).toEqual(counted);
  });

  test("when the last attempt fails too, the document says so", async () => {
    const service = aService(fakeEmbedding({ embed: () => Promise.reject(new Error("no model")) }));
    const { documentId } = await service.addDocument({
      accountId,
      name: "house.md",
      bytes: encode(HANDBOOK),
      uploadedBy,
    });
    await expect(service.ingestDocument({ accountId, documentId }, signal)).rejects.toThrow("no model");
    expect(await service.getDocument({ accountId, documentId })).toMatchObject({
      status: "failed",
      failureReason: "internal",
    });
  });

  test("a job that is stopped leaves the document to be read again, not failed", async () => {
    const stop = new AbortController();
    const service = aService(
      fakeEmbedding({
        embed: async () => {
          stop.abort(new Error("Parley is stopping."));
          throw new Error("interrupted");
        },
      }),
    );
    const { documentId } = await service.addDocument({
      accountId,
      name: "house.md",
      bytes: encode(HANDBOOK),
      uploadedBy,
    });
    await expect(service.ingestDocument({ accountId, documentId }, stop.signal)).rejects.toThrow("Parley is stopping.");
    expect((await service.getDocument({ accountId, documentId })).status).toBe("embedding");
  });

  test("documents of one account read at the same time leave the statistics right, and so does deleting one", async () => {
    const service = aService();
    const ids = await Promise.all(
      ["Kayaks and canoes. ", "Canoes and rafts. ", "Tents and kayaks. "].map((text, index) =>
        ingested(service, `part-${index}.txt`, `${text} ${HANDBOOK.slice(0, 80 * (index + 1))}`),
      ),
    );
    const before = await countedAndStored(accountId);
    expect(before.counted.totals[0]).toBeGreaterThanOrEqual(3);
    expect(before.stored).toEqual(before.counted);

    await service.deleteDocument({ accountId, documentId: ids[1]! });
    const after = await countedAndStored(accountId);
    expect(after.stored).toEqual(after.counted);
    expect(after.stored.terms.size).toBeLessThan(before.stored.terms.size);
  });

  test("a document deleted while it is read is left alone", async () => {
    const gone: { documentId?: string } = {};
    const service: ReturnType<typeof aService> = aService(
      fakeEmbedding({
        embed: async (texts) => {
          await service.deleteDocument({ accountId, documentId: gone.documentId! });
          return fakeEmbedding().embed(texts);
        },
      }),
    );
    gone.documentId = (
      await service.addDocument({ accountId, name: "house.md", bytes: encode(HANDBOOK), uploadedBy })
    ).documentId;
    await service.ingestDocument({ accountId, documentId: gone.documentId }, signal);
    expect(await service.listDocuments(accountId)).toEqual([]);
    expect(await handle.db.$count(documentChunks, eq(documentChunks.accountId, accountId))).toBe(0);
  });
});

describe("accounts are apart", () => {
  test("another account's documents can be neither found, read, retried nor deleted", async () => {
    const service = aService();
    const documentId = await ingested(service, "house.md", HANDBOOK);
    const stranger = (await anAccount(handle.db)).id;
    await ingested(service, "other.md", "# Bakery\n\nBread costs three euros.", stranger);
    const { retrieve } = createRetriever({ db: handle.db, embedding: fakeEmbedding() });

    const found = await retrieve({ accountId: stranger, query: "deposit of a kayak, dogs, opening hours", limit: 20 });
    expect(found.every((passage) => passage.documentName === "other.md")).toBe(true);
    expect(await retrieve({ accountId: (await anAccount(handle.db)).id, query: "kayak", limit: 20 })).toEqual([]);

    const key = { accountId: stranger, documentId };
    for (const attempt of [service.getDocument, service.listPages, service.retryDocument, service.deleteDocument])
      await expect(attempt(key)).rejects.toMatchObject({ kind: "not_found" });
    await service.ingestDocument(key, signal);
    expect((await storedChunks(documentId)).length).toBe(4);
  });

  test("the same file in two accounts is two documents", async () => {
    const stranger = (await anAccount(handle.db)).id;
    const first = await ingested(aService(), "house.md", HANDBOOK);
    const second = await ingested(aService(), "house.md", HANDBOOK, stranger);
    expect(second).not.toBe(first);
    const ofStranger = and(eq(documentChunks.accountId, stranger), eq(documentChunks.documentId, second));
    expect(await handle.db.$count(documentChunks, ofStranger)).toBe(4);
  });
});
