import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MAX_DOCUMENT_BYTES } from "@/domain/knowledge/document";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { documentChunks } from "../db/schema";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import { aKnowledgeService, encode, HANDBOOK, ingestText, listChunks, signal } from "./fixtures/knowledge-setup";
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

  test("puts each further document of an account behind the others' first", async () => {
    const priorities: unknown[] = [];
    const service = aKnowledgeService(handle.db, { enqueued, priorities });
    const upload = (account: string, text: string) =>
      service.addDocument({ accountId: account, name: `${text}.md`, bytes: encode(text), uploadedBy });
    const other = (await anAccount(handle.db)).id;
    const { documentId } = await upload(accountId, "one");
    await upload(accountId, "two");
    await upload(accountId, "three");
    await upload(other, "one");
    await service.ingestDocument({ accountId, documentId }, signal);
    await upload(accountId, "four");
    expect(priorities).toEqual([-1, -2, -3, -1, -3]);
  });

  test("the same bytes are the same document, also under another name and at the same moment", async () => {
    const service = aService();
    const upload = (name: string) => service.addDocument({ accountId, name, bytes: encode(HANDBOOK), uploadedBy });
    const results = await Promise.all([upload("a.md"), upload("b.md"), upload("c.md")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["created", "duplicate", "duplicate"]);
    expect(new Set(results.map(({ documentId }) => documentId)).size).toBe(1);
    expect(enqueued).toHaveLength(1);
  });

  test("a file of the largest size is stored and comes back whole", async () => {
    const bytes = new Uint8Array(MAX_DOCUMENT_BYTES).fill(97);
    const { documentId } = await aService().addDocument({ accountId, name: "big.txt", bytes, uploadedBy });
    const original = await aService().findOriginal({ accountId, documentId });
    expect(Buffer.compare(original?.bytes ?? new Uint8Array(), bytes)).toBe(0);
  });

  test.each([
    { name: "photo.png", bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), says: "file type isn't supported" },
    { name: "empty.txt", bytes: new Uint8Array(), says: "The file is empty" },
    { name: "big.txt", bytes: new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(97), says: "larger than 50 MB" },
    { name: "letter.doc", bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), says: "save it as .docx" },
  ])("$name is refused at once, in words", async ({ name, bytes, says }) => {
    const upload = aService().addDocument({ accountId, name, bytes, uploadedBy });
    await expect(upload).rejects.toMatchObject({ publicMessage: expect.stringContaining(says) });
    expect(await aService().listDocuments(accountId)).toEqual([]);
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
    const part = { ...key, from: 0, limit: 9 };
    for (const attempt of [
      () => service.getDocument(key),
      () => service.retryDocument(key),
      () => service.deleteDocument(key),
      () => service.getReading(key),
      () => service.listPages(part),
      () => service.listPassages(part),
      () => service.searchPages({ ...key, words: "kayak" }),
    ])
      await expect(attempt()).rejects.toMatchObject({ kind: "not_found" });
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
