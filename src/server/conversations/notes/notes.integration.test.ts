import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { executeRows } from "@/server/db/client";
import { conversationNotes, conversations, users } from "@/server/db/schema";
import { projectPath } from "@/server/project-root";
import type { ChannelHarness } from "@/test/channel-harness";
import { aConversation, aMember, aUser } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";

const SECRET = "zanzibar";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

async function aColleague(name: string, accountId = harness.accountId) {
  const user = await aUser(harness.db, { name });
  await aMember(harness.db, { accountId, userId: user.id, role: "operator" });
  return user.id;
}
async function customerWrites(body: string) {
  await harness.inbound.receive(harness.accountId, harness.whatsApp.customerWrites(body, { unseen: true }), {
    isSending: false,
    enqueueAnswer: true,
  });
}
async function aThread() {
  await customerWrites("Do you open on Sunday?");
  return { accountId: harness.accountId, conversationId: (await harness.conversations())[0]!.id };
}

test("a note moves nothing: not the list, not what is unread, not who answers", async () => {
  const key = await aThread();
  const before = await harness.db.select().from(conversations);
  harness.scheduler.advance(60_000);
  await harness.service.addNote({ ...key, userId: await aColleague("Bo"), text: "Regular customer" });
  expect(await harness.db.select().from(conversations)).toEqual(before);
});

test("the customer and the bot never get to know a note, whatever is done in the conversation", async () => {
  const key = await aThread();
  const bo = await aColleague("Bo");
  const { noteId } = await harness.service.addNote({ ...key, userId: bo, text: `${SECRET} discount agreed` });
  await harness.answerEverything();
  await harness.sendEverything();
  await customerWrites(`What about ${SECRET.slice(0, 4)}?`);
  await harness.service.changeNote({ ...key, noteId, userId: bo, text: `${SECRET} discount refused` });
  await harness.answerEverything();
  await harness.service.replyAsPerson({ ...key, userId: bo, text: "Yes, we do.", idempotencyKey: "12345678" });
  await harness.service.close(key);
  expect(harness.asked).toHaveLength(2);
  expect(JSON.stringify(harness.asked)).not.toContain(SECRET);
  expect(JSON.stringify(await harness.service.getHandover(key))).not.toContain(SECRET);
  const found = await harness.service.search({ accountId: key.accountId, role: "owner", query: SECRET });
  expect(found).toEqual({ people: [], messages: [] });
  // Nowhere else in the whole database: not in messages, the outbox, turns, summaries, facts or what the audit log keeps.
  const tables = await executeRows<{ name: string }>(
    harness.db,
    sql`select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'conversation_notes'`,
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const query = sql`select count(*)::int as count from ${sql.identifier(name)} t where t::text ilike ${`%${SECRET}%`}`;
    expect([name, await executeRows(harness.db, query)]).toEqual([name, [{ count: 0 }]]);
  }
});

test("only what is for notes, and a copy of a customer's or the account's data, names their table", () => {
  const folder = projectPath("src/server");
  const naming = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(
      (file) =>
        file.endsWith(".ts") && !/(\.test|-fixture)\.ts$/.test(file) && !file.startsWith(path.join("db", "schema")),
    )
    .filter((file) => /conversationNotes|conversation_notes/.test(readFileSync(path.join(folder, file), "utf8")));
  const copying = [
    path.join("accounts", "export", "conversation-queries.ts"),
    path.join("conversations", "contacts", "export-queries.ts"),
  ];
  expect(naming.sort()).toEqual([...copying, path.join("conversations", "notes", "queries.ts")]);
});

test("mentions are kept by id and shown by today's name, of members of this account alone", async () => {
  const key = await aThread();
  const [bo, ann] = [await aColleague("Bo"), await aColleague("Ann")];
  await harness.service.addNote({ ...key, userId: bo, text: `<@${ann}> knows` });
  await harness.db.update(users).set({ name: "Ann Reis" }).where(sql`id = ${ann}`);
  expect(await harness.service.listNotes(key)).toMatchObject([
    { authorName: "Bo", body: `<@${ann}> knows`, mentions: [{ userId: ann, name: "Ann Reis" }] },
  ]);
  const other = await aMember(harness.db);
  const text = `<@${other.userId}> is who?`;
  await expect(harness.service.addNote({ ...key, userId: bo, text })).rejects.toThrow("isn't in the team");
  expect(await harness.db.$count(conversationNotes)).toBe(1);
});

test("only its author changes or removes a note", async () => {
  const key = await aThread();
  const [bo, ann] = [await aColleague("Bo"), await aColleague("Ann")];
  const { noteId } = await harness.service.addNote({ ...key, userId: bo, text: "First" });
  await expect(harness.service.changeNote({ ...key, noteId, userId: ann, text: "Mine" })).rejects.toThrow("wrote");
  await expect(harness.service.removeNote({ ...key, noteId, userId: ann })).rejects.toThrow("wrote");
  await harness.service.changeNote({ ...key, noteId, userId: bo, text: "Second" });
  const [changed] = await harness.service.listNotes(key);
  expect([changed?.body, changed?.editedAt]).toEqual(["Second", harness.scheduler.now()]);
  await harness.service.removeNote({ ...key, noteId, userId: bo });
  expect(await harness.service.listNotes(key)).toEqual([]);
});

test("a note is reached by its own account and conversation alone", async () => {
  const key = await aThread();
  const bo = await aColleague("Bo");
  const { noteId } = await harness.service.addNote({ ...key, userId: bo, text: "First" });
  const other = await aConversation(harness.db);
  const theirs = { accountId: other.accountId, conversationId: other.id };
  await expect(harness.service.listNotes({ ...key, accountId: other.accountId })).rejects.toThrow("exist");
  await expect(
    harness.service.addNote({ ...key, accountId: other.accountId, userId: bo, text: "x" }),
  ).rejects.toThrow();
  await expect(harness.service.changeNote({ ...theirs, noteId, userId: bo, text: "x" })).rejects.toThrow("exist");
  await expect(harness.service.removeNote({ ...theirs, noteId, userId: bo })).rejects.toThrow("exist");
  expect(await harness.service.listNotes(key)).toMatchObject([{ body: "First" }]);
});
