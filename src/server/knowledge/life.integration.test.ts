/** What happens to a document after it was uploaded: its password, being stopped, replaced, put into folders, fetched. */
import { once } from "node:events";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { openTestDatabase, truncateAll } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { documentChunks, documentFiles } from "../db/schema";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import { aKnowledgeService, countedAndStored, encode, HANDBOOK, ingestText, signal } from "./fixtures/knowledge-setup";
import { makePdf } from "./fixtures/make-pdf";
import { createRetriever } from "./retriever";

let handle: EmbeddedHandle;
let accountId: string;
const uploadedBy = "usr_test";
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  await truncateAll(handle);
  accountId = (await anAccount(handle.db)).id;
});

type Service = ReturnType<typeof aKnowledgeService>;
const aService = (embedding: EmbeddingModel = fakeEmbedding()) => aKnowledgeService(handle.db, { embedding });
const upload = async (service: Service, name: string, bytes: Uint8Array) => {
  const { documentId } = await service.addDocument({ accountId, name, bytes, uploadedBy });
  return { accountId, documentId };
};
const found = async (query: string) => {
  const { retrieve } = createRetriever({ db: handle.db, embedding: fakeEmbedding() });
  return (await retrieve({ accountId, query, limit: 20 })).map(({ text }) => text).join("\n");
};
const countChunks = () => handle.db.$count(documentChunks, eq(documentChunks.accountId, accountId));
const expectRightStatistics = async () => {
  const { counted, stored } = await countedAndStored(handle.db, accountId);
  expect(stored).toEqual(counted);
};

describe("a file with a password", () => {
  const SECRET = "cantaloupe";
  const aLockedPdf = () =>
    makePdf([{ texts: [{ text: "Kayaks cost forty euros a day.", x: 60, y: 700 }] }], { password: SECRET });
  const sealed = async () =>
    (await handle.db.select({ sealed: documentFiles.sealedPassword }).from(documentFiles)).map((row) => row.sealed);

  test("asks for it, is read with it, and keeps nothing of it", async () => {
    const service = aService();
    const key = await upload(service, "prices.pdf", aLockedPdf());
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "failed", failureReason: "password_required" });

    await service.unlockDocument({ ...key, filePassword: SECRET });
    expect(await sealed()).toEqual([expect.stringMatching(/^aes256gcm:/)]);
    expect(JSON.stringify([await sealed(), await service.listDocuments(accountId)])).not.toContain(SECRET);
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "ready", failureReason: null });
    expect(await found("how much is a kayak")).toContain("forty euros");
    expect(await sealed()).toEqual([null]);
  });

  test("asks again after a wrong one, which is forgotten", async () => {
    const service = aService();
    const key = await upload(service, "prices.pdf", aLockedPdf());
    await service.ingestDocument(key, signal);
    await service.unlockDocument({ ...key, filePassword: "melon" });
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "failed", failureReason: "password_wrong" });
    expect(await sealed()).toEqual([null]);
    await service.unlockDocument({ ...key, filePassword: SECRET });
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "ready" });
  });

  test("keeps it while the reading is tried again, and forgets it when that fails for good, is stopped or begun anew", async () => {
    const service = aService(fakeEmbedding({ embed: () => Promise.reject(new Error("no model")) }));
    const key = await upload(service, "prices.pdf", aLockedPdf());
    await service.ingestDocument(key, signal);
    await service.unlockDocument({ ...key, filePassword: SECRET });
    await expect(service.ingestDocument(key, signal)).rejects.toThrow("no model");
    expect(await sealed()).toEqual([expect.any(String)]);
    await service.giveUpDocument(key);
    expect(await sealed()).toEqual([null]);

    await service.retryDocument(key);
    await service.ingestDocument(key, signal);
    await service.unlockDocument({ ...key, filePassword: SECRET });
    await service.stopDocument(key);
    expect(await sealed()).toEqual([null]);
  });

  test("is the only kind that takes one", async () => {
    const service = aService();
    const key = await upload(service, "house.md", encode(HANDBOOK));
    const unlock = service.unlockDocument({ ...key, filePassword: SECRET });
    await expect(unlock).rejects.toMatchObject({ kind: "conflict" });
    expect(await sealed()).toEqual([null]);
  });
});

describe("stopping", () => {
  test("a document that waits is not read, and can be tried again", async () => {
    const service = aService();
    const key = await upload(service, "house.md", encode(HANDBOOK));
    await service.stopDocument(key);
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "failed", failureReason: "cancelled" });
    await expect(service.stopDocument(key)).rejects.toMatchObject({ kind: "conflict" });

    await service.retryDocument(key);
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "ready", failureReason: null });
  });

  test("work that is under way hears of it by itself, and leaves nothing", async () => {
    let key = { accountId, documentId: "" };
    const service: Service = aService(
      fakeEmbedding({
        // A model that takes as long as one likes, and ends when it is told to.
        async embed(_texts, stop) {
          await service.stopDocument(key);
          await once(stop!, "abort");
          throw new Error("given up");
        },
      }),
    );
    key = await upload(service, "house.md", encode(HANDBOOK));
    await service.ingestDocument(key, signal);
    expect(await service.getDocument(key)).toMatchObject({ status: "failed", failureReason: "cancelled" });
    expect(await countChunks()).toBe(0);
  });

  test.each(["stopped", "stopped and tried again"])(
    "a reading that had its passages when it was %s makes none of them visible",
    async (what) => {
      let key = { accountId, documentId: "" };
      const service: Service = aService(
        fakeEmbedding({
          async embed(texts) {
            await service.stopDocument(key);
            if (what.includes("again")) await service.retryDocument(key);
            return fakeEmbedding().embed(texts);
          },
        }),
      );
      key = await upload(service, "house.md", encode(HANDBOOK));
      await service.ingestDocument(key, signal);
      expect((await service.getDocument(key)).status).toBe(what.includes("again") ? "queued" : "failed");
      expect(await countChunks()).toBe(0);
      expect(await found("deposit of a kayak")).toBe("");
      await expectRightStatistics();
    },
  );
});

describe("replacing", () => {
  const OLD = "# Prices\n\nA kayak costs forty euros a day.\n";
  const NEW = "# Prices\n\nA kayak costs sixty euros a day.\n\n# Tents\n\nTents are rented out as well.\n";
  const replace = (service: Service, documentId: string, text: string | Uint8Array, name = "prices-2027.md") => {
    const bytes = typeof text === "string" ? encode(text) : text;
    return service.replaceDocument({ accountId, documentId, name, bytes, uploadedBy });
  };
  const nextOf = async (service: Service) => {
    const [document] = await service.listDocuments(accountId);
    return { accountId, documentId: document?.replacement?.id ?? "" };
  };

  test("the old version answers until the new one is ready, which then stands under the same id, in the same folder", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    await service.setFolder({ accountId, documentId, folder: "Prices" });
    expect(await replace(service, documentId, NEW)).toEqual({ status: "queued" });
    expect(await found("price of a kayak")).toContain("forty");
    expect(await service.listDocuments(accountId)).toMatchObject([
      { id: documentId, name: "prices.md", status: "ready", replacement: { name: "prices-2027.md", status: "queued" } },
    ]);

    await service.ingestDocument(await nextOf(service), signal);
    expect(await service.listDocuments(accountId)).toMatchObject([
      {
        ...{ id: documentId, name: "prices-2027.md", folder: "Prices", status: "ready", chunkCount: 2 },
        ...{ version: 2, replacedAt: expect.any(Date), sizeBytes: encode(NEW).length, replacement: null },
      },
    ]);
    expect(await found("price of a kayak")).toContain("sixty");
    expect(await found("price of a kayak")).not.toContain("forty");
    expect(await service.listPages({ accountId, documentId, from: 1, limit: 9 })).toMatchObject({
      pages: [{ number: 1, text: NEW.trim() }],
    });
    expect((await service.findOriginal({ accountId, documentId }))?.bytes).toEqual(encode(NEW));
    expect(await countChunks()).toBe(2);
    await expectRightStatistics();

    // What it was before may come again, and be replaced again.
    expect(await replace(service, documentId, OLD)).toEqual({ status: "queued" });
    await service.ingestDocument(await nextOf(service), signal);
    expect(await service.getDocument({ accountId, documentId })).toMatchObject({ version: 3 });
    await expectRightStatistics();
  });

  test("a reading that breaks off before the last moment leaves the old version as it was, and the next one is whole", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    await replace(service, documentId, NEW);
    const broken = aService(fakeEmbedding({ embed: () => Promise.reject(new Error("the power went out")) }));
    const next = await nextOf(service);
    await expect(broken.ingestDocument(next, signal)).rejects.toThrow("power");
    expect(await found("price of a kayak")).toContain("forty");
    await expectRightStatistics();
    await service.ingestDocument(next, signal);
    expect(await found("price of a kayak")).toContain("sixty");
    await expectRightStatistics();
  });

  test("a new version that can't be read is shown with its reason, changes nothing, and can be discarded", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    await replace(service, documentId, makePdf([{ picture: true }]), "scan.pdf");
    const next = await nextOf(service);
    await service.ingestDocument(next, signal);
    expect(await service.listDocuments(accountId)).toMatchObject([
      { id: documentId, status: "ready", version: 1, replacement: { status: "failed", failureReason: "scanned" } },
    ]);
    expect(await found("price of a kayak")).toContain("forty");

    await service.deleteDocument(next);
    expect(await service.listDocuments(accountId)).toMatchObject([{ id: documentId, replacement: null }]);
    expect(await found("price of a kayak")).toContain("forty");
    await expectRightStatistics();
  });

  test("a new version with a password asks for it, and then takes over", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    const text = { text: "A kayak costs sixty euros a day.", x: 60, y: 700 };
    await replace(service, documentId, makePdf([{ texts: [text] }], { password: "melon" }), "prices.pdf");
    const next = await nextOf(service);
    await service.ingestDocument(next, signal);
    await service.unlockDocument({ ...next, filePassword: "melon" });
    await service.ingestDocument(next, signal);
    expect(await service.getDocument({ accountId, documentId })).toMatchObject({ name: "prices.pdf", version: 2 });
    const [file] = await handle.db.select().from(documentFiles);
    expect(file).toMatchObject({ documentId, sealedPassword: null });
  });

  test.each(["discarded", "stopped"])("a new version that is %s while it is read never takes over", async (what) => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    await replace(service, documentId, NEW);
    const next = await nextOf(service);
    const disturbed = aService(
      fakeEmbedding({
        async embed(texts) {
          await (what === "stopped" ? service.stopDocument(next) : service.deleteDocument(next));
          return fakeEmbedding().embed(texts);
        },
      }),
    );
    await disturbed.ingestDocument(next, signal);
    expect(await found("price of a kayak")).toContain("forty");
    expect(await countChunks()).toBe(1);
    await expectRightStatistics();
  });

  test("a second new version takes the place of the first that waits", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    await replace(service, documentId, "# Prices\n\nA kayak costs fifty euros.\n");
    const first = await nextOf(service);
    await replace(service, documentId, NEW);
    await service.ingestDocument(first, signal);
    expect(await found("price of a kayak")).toContain("forty");
    await service.ingestDocument(await nextOf(service), signal);
    expect(await found("price of a kayak")).toContain("sixty");
  });

  test("a deleted document takes its new version with it", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    await replace(service, documentId, NEW);
    const next = await nextOf(service);
    await service.deleteDocument({ accountId, documentId });
    await service.ingestDocument(next, signal);
    expect(await service.listDocuments(accountId)).toEqual([]);
    expect(await countChunks()).toBe(0);
    await expectRightStatistics();
  });

  test("the same file changes nothing; that of another document, or of one being read, is refused in words", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    await ingestText(service, { accountId, name: "tents.md", text: NEW });
    expect(await replace(service, documentId, OLD)).toEqual({ status: "unchanged" });
    await expect(replace(service, documentId, NEW)).rejects.toThrow("already here as “tents.md”");
    const { documentId: waiting } = await upload(service, "house.md", encode(HANDBOOK));
    await expect(replace(service, waiting, "Other words.")).rejects.toMatchObject({ kind: "conflict" });
    expect((await service.listDocuments(accountId)).every(({ replacement }) => replacement === null)).toBe(true);
  });

  test("a new version of one account can't be put in the place of another account's document", async () => {
    const service = aService();
    const documentId = await ingestText(service, { accountId, name: "prices.md", text: OLD });
    const stranger = (await anAccount(handle.db)).id;
    const attempt = service.replaceDocument({
      accountId: stranger,
      documentId,
      name: "x.md",
      bytes: encode(NEW),
      uploadedBy,
    });
    await expect(attempt).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("folders", () => {
  test("are tidied, given at once to an upload, changed and left", async () => {
    const service = aService();
    const bytes = encode(HANDBOOK);
    const { documentId } = await service.addDocument({
      accountId,
      name: "a.md",
      bytes,
      uploadedBy,
      folder: " Price\tlists ",
    });
    const folder = async () => (await service.getDocument({ accountId, documentId })).folder;
    expect(await folder()).toBe("Price lists");
    await service.setFolder({ accountId, documentId, folder: "Terms" });
    expect(await folder()).toBe("Terms");
    await service.setFolder({ accountId, documentId, folder: "  " });
    expect(await folder()).toBeNull();
  });
});
