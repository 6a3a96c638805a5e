import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import { MAX_SAVED_REPLIES } from "@/domain/messaging/saved-reply";
import { loadReplyVariables } from "@/server/automation/reply-variables";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { auditEntries, contactFields, savedReplies } from "@/server/db/schema";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aContact, aConversation, aMember, anAccount, anActor, aSavedReply, aTurn, aUser } from "@/test/factories";
import { createSavedReplyService } from "./service";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let db: Database;
let accountId: string;
let user: Awaited<ReturnType<typeof aUser>>;

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(async () => {
  await truncateAll(database);
  user = await aUser(db, { name: "Inês Prado" });
  ({ accountId } = await aMember(db, { userId: user.id, role: "operator" }));
});

const service = () => createSavedReplyService(db);
const write = (key: string, text = "Nine to five.", account = accountId) =>
  service().create({ accountId: account, actor: anActor(user), key, text });
const listed = async (account = accountId) => (await service().list(account)).map(({ key, text }) => [key, text]);

describe("saved replies", () => {
  test("are listed by their keys, those of the account alone", async () => {
    await aSavedReply(db, { key: "elsewhere" });
    await write("sunday", "Closed.");
    await write("hours");
    expect(await listed()).toEqual([
      ["hours", "Nine to five."],
      ["sunday", "Closed."],
    ]);
  });

  test("have a key once in an account, and may share it with another account", async () => {
    const { id } = await aSavedReply(db, { accountId, key: "hours" });
    const other = await write("sunday");
    await expect(write("hours")).rejects.toThrow("/hours is taken");
    const change = { accountId, actor: anActor(user), text: "Closed." };
    await expect(service().update({ ...change, ...other, key: "hours" })).rejects.toThrow("/hours is taken");
    await service().update({ ...change, savedReplyId: id, key: "hours" });
    await write("hours", "Elsewhere.", (await anAccount(db)).id);
    expect(await listed()).toEqual([
      ["hours", "Closed."],
      ["sunday", "Nine to five."],
    ]);
  });

  test("written by two at once under one key are one", async () => {
    const results = await Promise.allSettled([write("hours", "One"), write("hours", "Two"), write("hours", "Three")]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(savedReplies)).toBe(1);
  });

  test("are as many as there is room for", async () => {
    const rows = Array.from({ length: MAX_SAVED_REPLIES - 1 }, (_, index) => ({
      id: newId("savedReply"),
      accountId,
      key: `reply-${index}`,
      text: "x",
    }));
    await db.insert(savedReplies).values(rows);
    await write("last");
    await expect(write("one-more")).rejects.toThrow("There is room for 300");
  });

  test("of another account can't be changed or deleted", async () => {
    const foreign = await aSavedReply(db, { key: "theirs" });
    const ask = { accountId, actor: anActor(user), savedReplyId: foreign.id };
    await expect(service().update({ ...ask, key: "ours", text: "x" })).rejects.toThrow("no longer here");
    await expect(service().delete(ask)).rejects.toThrow("no longer here");
    expect(await listed(foreign.accountId)).toEqual([["theirs", "Nine to five."]]);
    expect(await db.$count(auditEntries)).toBe(0);
  });

  test("leave in the audit log what changed, and what a deleted one said", async () => {
    const { savedReplyId } = await write("hours");
    const ask = { accountId, actor: anActor(user), savedReplyId };
    await service().update({ ...ask, key: "hours", text: "Ten to five." });
    await service().delete(ask);
    expect(await db.select().from(auditEntries).orderBy(auditEntries.id)).toMatchObject([
      { action: "savedReply.added", targetName: "hours", after: { key: "hours", text: "Nine to five." } },
      { action: "savedReply.changed", before: { text: "Nine to five." }, after: { text: "Ten to five." } },
      { action: "savedReply.deleted", before: { key: "hours", text: "Ten to five." } },
    ]);
  });
});

describe("what is filled in", () => {
  const SUNDAY = new Date("2026-03-01T12:00:00Z");
  async function aCustomer() {
    const contact = await aContact(db, { accountId, displayName: "Ana Sá" });
    const conversation = await aConversation(db, { accountId, contactId: contact.id });
    await db.insert(contactFields).values({ accountId, contactId: contact.id, name: "order", value: "A-17" });
    return { accountId, conversationId: conversation.id };
  }

  test("is what rules know of the customer, and the first name of whoever writes", async () => {
    const key = await aCustomer();
    expect(await loadReplyVariables(db, { ...key, userId: user.id }, SUNDAY)).toMatchObject({
      name: "Ana Sá",
      operator: "Inês",
      nextOpening: null,
      fields: { order: "A-17" },
    });
  });

  test("never is an email address, for want of a name", async () => {
    const key = await aCustomer();
    const nameless = await aUser(db);
    await aMember(db, { accountId, userId: nameless.id });
    expect(await loadReplyVariables(db, { ...key, userId: nameless.id }, SUNDAY)).toMatchObject({ operator: null });
  });

  test("tells days in the language the customer was last answered in", async () => {
    const hours = defaultBusinessHours("Europe/Lisbon");
    accountId = (await anAccount(db, { businessHours: hours })).id;
    const key = await aCustomer();
    const opening = async () => (await loadReplyVariables(db, { ...key, userId: user.id }, SUNDAY)).nextOpening;
    expect(await opening()).toMatch(/^Monday/);
    await aTurn(db, { ...key, language: "pt", createdAt: new Date("2026-02-01T12:00:00Z") });
    await aTurn(db, { ...key, language: null });
    expect(await opening()).toMatch(/^segunda-feira/);
  });

  test("is of the account's own conversations", async () => {
    const { conversationId } = await aCustomer();
    const other = await anAccount(db);
    const ask = { accountId: other.id, conversationId, userId: user.id };
    await expect(loadReplyVariables(db, ask, SUNDAY)).rejects.toThrow("doesn't exist");
  });
});
