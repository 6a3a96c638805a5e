import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { accounts, conversations, documentChunks, messages } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "./database";
import * as factories from "./factories";

let handle: EmbeddedHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(() => truncateAll(handle));

test("every factory makes a row, with what it needs above it", async () => {
  const { db } = handle;
  const made = await Promise.all(
    [
      factories.aUser,
      factories.anAccount,
      factories.aMember,
      factories.aConnection,
      factories.aContact,
      factories.aConversation,
      factories.aMessage,
      factories.aTurn,
      factories.anOutboxRow,
      factories.aDocument,
      factories.aDocumentFile,
      factories.aChunk,
    ].map((make) => make(db)),
  );
  for (const row of made) expect(Object.keys(row)).not.toHaveLength(0);
});

test("rows of one account stay in it", async () => {
  const { db } = handle;
  const account = await factories.anAccount(db);
  const conversation = await factories.aConversation(db, { accountId: account.id });
  await factories.aMessage(db, { accountId: account.id, conversationId: conversation.id });
  await factories.anOutboxRow(db, { accountId: account.id, conversationId: conversation.id });
  await factories.aChunk(db, { accountId: account.id });

  expect(await db.$count(accounts)).toBe(1);
  expect(await db.$count(conversations)).toBe(1);
  expect(await db.$count(messages, eq(messages.accountId, account.id))).toBe(2);
});

test("truncateAll leaves nothing and starts sequences anew", async () => {
  const { db } = handle;
  await factories.aMessage(db);
  await truncateAll(handle);
  expect(await db.$count(messages)).toBe(0);
  expect((await factories.aMessage(db)).seq).toBe(1);
});

test("vectors and bytes come back as they were stored", async () => {
  const { db } = handle;
  // A small Buffer is a view of Node's shared pool: only its own bytes may arrive.
  const bytes = Buffer.from([0, 255, 92, 39, 10]);
  const chunk = await factories.aChunk(db, { embedding: factories.axis(7), sentenceEmbeddings: bytes });
  const [stored] = await db.select().from(documentChunks).where(eq(documentChunks.id, chunk.id));
  expect(stored?.embedding).toEqual(factories.axis(7));
  expect(stored?.sentenceEmbeddings).toEqual(new Uint8Array(bytes));
});
