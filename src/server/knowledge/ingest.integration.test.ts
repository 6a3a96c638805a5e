import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { accounts, documentChunks } from "../db/schema";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import {
  aKnowledgeService,
  countedAndStored,
  encode,
  HANDBOOK,
  ingestText,
  listChunks,
  signal,
} from "./fixtures/knowledge-setup";
import { makePdf } from "./fixtures/make-pdf";
import { createRetriever } from "./retriever";

let handle: EmbeddedHandle;
let enqueued: unknown[];
let accountId: string;
const uploadedBy = "usr_test";
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  enqueued = [];
  accountId = (await anAccount(handle.db)).id;
});
const aService = (embedding: EmbeddingModel = fakeEmbedding()) => aKnowledgeService(handle.db, { embedding, enqueued });
const storedChunks = (documentId: string) => listChunks(handle.db, documentId);
const ingested = (service: ReturnType<typeof aService>, name: string, text: string, account = accountId) =>
  ingestText(service, { accountId: account, name, text });

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
    expect(await service.listPages({ accountId, documentId, from: 1, limit: 9 })).toMatchObject({
      pages: [{ number: 1, text: HANDBOOK.trim() }],
    });
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
    await expect(service.ingestDocument(key, signal)).rejects.toThrow("the power went out");
    expect(await service.getDocument(key)).toMatchObject({ status: "embedding" });
    expect(await storedChunks(documentId)).toEqual([]);

    await service.ingestDocument(key, signal);
    expect(await storedChunks(documentId)).toEqual(expected);
    const { counted, stored } = await countedAndStored(handle.db, other);
    expect(stored).toEqual(counted);
  });

  test("a document that is given up says so, and one that is ready stays ready", async () => {
    const service = aService(fakeEmbedding({ embed: () => Promise.reject(new Error("no model")) }));
    const { documentId } = await service.addDocument({
      accountId,
      name: "house.md",
      bytes: encode(HANDBOOK),
      uploadedBy,
    });
    const key = { accountId, documentId };
    await expect(service.ingestDocument(key, signal)).rejects.toThrow("no model");
    expect(await service.giveUpDocument(key)).toBe(true);
    expect(await service.getDocument(key)).toMatchObject({ status: "failed", failureReason: "internal" });

    const ready = { accountId, documentId: await ingested(aService(), "hours.md", "We open at nine.") };
    expect(await service.giveUpDocument(ready)).toBe(false);
    expect(await service.getDocument(ready)).toMatchObject({ status: "ready", failureReason: null });
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
    const before = await countedAndStored(handle.db, accountId);
    expect(before.counted.totals[0]).toBeGreaterThanOrEqual(3);
    expect(before.stored).toEqual(before.counted);

    await service.deleteDocument({ accountId, documentId: ids[1]! });
    const after = await countedAndStored(handle.db, accountId);
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
