import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { IGNORE_REASONS } from "@/domain/agent/turn";
import { askedQuestions, auditEntries, contacts, questionGroups, testCases, testResults } from "@/server/db/schema";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { anAccount, anActor, aTestCase, aTurn, aUser } from "@/test/factories";
import { eventually, harnessPerTest } from "@/test/harness-per-test";
import { type Planted, plantContact } from "./planted-contact-fixture";
import {
  listTables,
  rowsWith as rowsOfTableWith,
  tablesWith as tablesOfDatabaseWith,
} from "./search-everything-fixture";
import { createContactService } from "./service";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const contactsOf = () =>
  createContactService({
    db: harness.db,
    files: harness.media,
    secretKey: harness.secretKey,
    now: () => harness.scheduler.now(),
  });
const actor = async () => anActor(await aUser(harness.db));
const erase = async (conversationId: string, accountId = harness.accountId) =>
  contactsOf().erase({ accountId, conversationId, actor: await actor() });
const plant = (word: string, phone: string, accountId = harness.accountId) =>
  plantContact(harness.db, { accountId, word, phone, store: harness.mediaStore });

const tables = () => listTables(harness.db);
const rowsWith = (table: string, texts: readonly string[]) => rowsOfTableWith(harness.db, table, texts);
const tablesWith = (texts: readonly string[]) => tablesOfDatabaseWith(harness.db, texts);

/** What an account, its team and its documents are made of: nothing of a customer is ever written there. */
const WITHOUT_CUSTOMERS = [
  ...["accounts", "answer_pairs", "analytics_progress", "analytics_remainders", "analytics_rollups"],
  ...["auth_flow_states", "auth_one_time_tokens", "auth_sessions", "auth_signing_keys", "auth_users"],
  ...["automation_files", "automation_forms", "automation_rules", "chunk_terms", "chunk_totals", "config_drafts"],
  ...["config_versions", "connection_events", "connections", "document_chunks", "document_files", "document_pages"],
  ...["documents", "drizzle.__drizzle_migrations", "erased_messages", "erased_opt_outs", "inbox_views", "invitations"],
  ...["knowledge_examinations", "knowledge_findings", "leases", "mails", "members"],
  ...["model_providers", "model_usage", "rate_limits", "saved_replies", "term_statistics"],
  ...["test_runs", "trigram_statistics", "user_sessions", "users", "web_pages", "web_sources"],
];

describe("what is kept of somebody who was erased", () => {
  test("is nothing, in any column of any table", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    // A new table must be planted with something of the customer, or stand among those that hold nothing of customers.
    const holding = await tablesWith([...planted.secrets, ...planted.ids]);
    expect([...holding, ...WITHOUT_CUSTOMERS].sort()).toEqual((await tables()).sort());

    await expect(erase(planted.conversationId)).resolves.toEqual({ messageCount: 3 });
    expect(await tablesWith(planted.secrets)).toEqual([]);
    // The log says which conversation it was, which is nobody's any more.
    expect(await tablesWith(planted.ids)).toEqual(["audit_entries"]);
    expect(await harness.mediaStore.list()).toEqual([]);
  });

  test("is an entry in the audit log that names nobody", async () => {
    const planted = await plant("zebrafinch", "6281234509871");
    await erase(planted.conversationId);
    const entries = await harness.db.select().from(auditEntries).where(eq(auditEntries.action, "contact.erased"));
    expect(entries).toMatchObject([
      { targetKind: "conversation", targetId: planted.conversationId, targetName: null, after: { messages: 3 } },
    ]);
  });
});

test("everybody else stays as they were, in this account and in others", async () => {
  const { id: otherAccount } = await anAccount(harness.db);
  const planted = await plant("zebrafinch", "6281234509871");
  const others = [await plant("kingfisher", "6281234500022"), await plant("zebrafinch", "6281234509871", otherAccount)];
  // A picture of the page shows whoever was on it; there is one per account.
  const watched = (await tables()).filter((table) => table !== "connection_screenshots");
  const rowsOf = async ({ accountId, secrets }: Planted) => {
    const rows = await Promise.all(watched.map((table) => rowsWith(table, secrets)));
    return rows.flat().filter((row) => row.includes(accountId));
  };
  const before = await Promise.all(others.map(rowsOf));
  expect(before.map(({ length }) => length > 20)).toEqual([true, true]);
  await erase(planted.conversationId);
  expect(await Promise.all(others.map(rowsOf))).toEqual(before);
  const files = await harness.mediaStore.list();
  expect(files.map(({ accountId, sha256 }) => [accountId, sha256]).sort()).toEqual(
    others.map(({ accountId, sha256 }) => [accountId, sha256]).sort(),
  );
});

test("a file that somebody else sent as well stays with them", async () => {
  const planted = await plant("zebrafinch", "6281234509871");
  const other = await plant("kingfisher", "6281234500022");
  await harness.db.execute(sql`update message_media set sha256 = ${planted.sha256} where sha256 = ${other.sha256}`);
  await erase(planted.conversationId);
  expect((await harness.mediaStore.list()).map(({ sha256 }) => sha256)).toContain(planted.sha256);
});

test("nobody erases a customer of another account, and nobody twice", async () => {
  const planted = await plant("zebrafinch", "6281234509871");
  const { id: otherAccount } = await anAccount(harness.db);
  await expect(erase(planted.conversationId, otherAccount)).rejects.toMatchObject({ kind: "not_found" });
  await erase(planted.conversationId);
  await expect(erase(planted.conversationId)).rejects.toMatchObject({ kind: "not_found" });
});

describe("questions that others asked as well", () => {
  test("go by the next oldest one, with what was decided about them", async () => {
    const { accountId, db } = harness;
    const planted = await plant("zebrafinch", "6281234509871");
    const turn = await aTurn(db, { accountId, question: "Can you mend my boat?" });
    const later = { turnId: turn.id, accountId, groupId: planted.groupId, askedAt: new Date(Date.now() + 1000) };
    await db.insert(askedQuestions).values(later);
    await db.update(questionGroups).set({ dismissedAt: new Date(0) });
    await erase(planted.conversationId);
    expect(await db.select().from(questionGroups)).toMatchObject([
      { id: planted.groupId, firstQuestion: "Can you mend my boat?", vector: null, dismissedAt: new Date(0) },
    ]);
  });

  test("stay as they are when somebody else began", async () => {
    const { accountId, db } = harness;
    const planted = await plant("zebrafinch", "6281234509871");
    const turn = await aTurn(db, { accountId, question: "Can you mend my boat?" });
    await db
      .insert(askedQuestions)
      .values({ turnId: turn.id, accountId, groupId: planted.groupId, askedAt: new Date(0) });
    await db.update(questionGroups).set({ firstQuestion: "Can you mend my boat?", terms: ["mend"] });
    await erase(planted.conversationId);
    expect(await db.select().from(questionGroups)).toMatchObject([{ terms: ["mend"], embeddingModel: "x" }]);
  });
});

test("a test question that the team typed itself stays, also when the customer's words were the same", async () => {
  const { accountId, db } = harness;
  const planted = await plant("zebrafinch", "6281234509871");
  const question = "Do you repair the boat of zebrafinch?";
  await db.delete(testCases);
  const typed = await aTestCase(db, { accountId, question });
  await db.update(testResults).set({ caseId: typed.id });
  await erase(planted.conversationId);
  expect(await db.select().from(testCases)).toMatchObject([{ id: typed.id, question }]);
  expect(await db.select().from(testResults)).toMatchObject([{ question, verdict: "right" }]);
});

describe("while the bot answers", () => {
  test("the answer comes to nothing, and the next message begins anew", async () => {
    const { accountId, whatsApp } = await connected();
    harness.answer = async ({ question }) => {
      const [conversation] = await harness.conversations();
      if (conversation) await erase(conversation.id, accountId);
      return anAnswer(`About: ${question}`);
    };
    whatsApp.customerWrites("What does a zebrafinch cost?");
    await eventually(() => expect(harness.jobs).toHaveLength(1));
    await harness.answerEverything();
    await harness.quiet();
    expect(await tablesWith(["zebrafinch", "6281200000001"])).toEqual([]);
    expect(whatsApp.delivered).toEqual([]);

    harness.answer = async ({ question }) => anAnswer(`About: ${question}`);
    whatsApp.customerWrites("Are you open?");
    await eventually(() => expect(harness.jobs).toHaveLength(1));
    await harness.answerEverything();
    await eventually(() => expect(whatsApp.delivered.map(({ text }) => text)).toEqual(["About: Are you open?"]));
  });

  test("a reply that is just being sent does not come back by its echo", async () => {
    const { whatsApp } = await connected();
    whatsApp.sends.push("hang");
    whatsApp.customerWrites("What does a zebrafinch cost?");
    await eventually(() => expect(harness.jobs).toHaveLength(1));
    await harness.answerEverything();
    await eventually(async () => expect(await harness.outbox()).toMatchObject([{ status: "sending" }]));
    const [conversation] = await harness.conversations();
    await erase(conversation?.id ?? "");
    const echo = { body: "About:  What does a zebrafinch cost?", stanzaId: "3EB0ECHO" };
    for (const isSending of [true, false])
      await receive({ ...sampleOf(whatsApp), ...echo, fromMe: true }, { isSending });
    expect(await tablesWith(["zebrafinch"])).toEqual([]);
    // What the owner writes to them afterwards is theirs.
    await receive({ ...sampleOf(whatsApp), body: "Hello again", stanzaId: "3EB0OWN", fromMe: true });
    expect((await harness.messages()).map(({ author }) => author)).toEqual(["phone"]);
  });
});

describe("what WhatsApp delivers again", () => {
  test("stays erased, whether it was received or sent, and by whatever id it comes", async () => {
    const { whatsApp } = await connected();
    const asked = whatsApp.customerWrites("What does a zebrafinch cost?");
    await eventually(async () => expect(await harness.messages()).toHaveLength(1));
    const own = whatsApp.ownerWrites("A zebrafinch is dear.");
    await eventually(async () => expect(await harness.messages()).toHaveLength(2));
    const [conversation] = await harness.conversations();
    await erase(conversation?.id ?? "");
    for (const message of [asked, own])
      for (const isBacklog of [true, false])
        for (const chatId of [message.chatId, "991@lid"])
          expect(await receive({ ...message, isBacklog, chatId })).toEqual({ kind: "duplicate" });
    expect(await harness.db.select().from(contacts)).toEqual([]);
    expect(await tablesWith(["zebrafinch"])).toEqual([]);
  });

  test("is new when it was another account's", async () => {
    const { whatsApp } = await connected();
    const asked = whatsApp.customerWrites("What does a zebrafinch cost?");
    await eventually(async () => expect(await harness.messages()).toHaveLength(1));
    const [conversation] = await harness.conversations();
    await erase(conversation?.id ?? "");
    const { id: otherAccount } = await anAccount(harness.db);
    const options = { isSending: false, enqueueAnswer: false };
    expect(await harness.inbound.receive(otherAccount, asked, options)).toMatchObject({ kind: "stored" });
  });
});

describe("somebody who opted out", () => {
  test("gets no automatic messages when they write after they were erased, by any of their ids, until START", async () => {
    const { whatsApp } = await connected();
    whatsApp.customerWrites("STOP", { chatId: "77@lid", contactAliases: ["77@lid", "6281200000009@c.us"] });
    await eventually(async () => expect(await optedOut()).toHaveLength(1));
    await harness.answerEverything();
    await eventually(async () => expect(await harness.outbox()).toMatchObject([{ status: "sent" }]));
    const said = await optedOut();
    const [conversation] = await harness.conversations();
    await erase(conversation?.id ?? "");
    expect(await tablesWith(["77@lid", "6281200000009"])).toEqual([]);

    const phone = { chatId: "6281200000009@c.us", contactAliases: ["6281200000009@c.us"] };
    whatsApp.customerWrites("Are you open?", phone);
    await eventually(() => expect(harness.jobs).toHaveLength(1));
    await harness.answerEverything();
    expect(await optedOut()).toEqual(said);
    expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: IGNORE_REASONS.opted_out }]);

    whatsApp.customerWrites("START", phone);
    await eventually(async () => expect(await optedOut()).toEqual([]));
    await erase((await harness.conversations())[0]?.id ?? "");
    whatsApp.customerWrites("And now?", phone);
    await eventually(async () => expect(await harness.messages()).toHaveLength(1));
    expect(await optedOut()).toEqual([]);
  });

  test("is nobody else", async () => {
    const { whatsApp } = await connected();
    whatsApp.customerWrites("STOP");
    await eventually(async () => expect(await optedOut()).toHaveLength(1));
    await erase((await harness.conversations())[0]?.id ?? "");
    whatsApp.customerWrites("Are you open?", { chatId: "6281200000002@c.us", contactAliases: ["6281200000002@c.us"] });
    await eventually(async () => expect(await harness.messages()).toHaveLength(1));
    expect(await optedOut()).toEqual([]);
  });
});

const optedOut = async () => (await harness.db.select().from(contacts)).flatMap(({ optedOutAt }) => optedOutAt ?? []);

async function connected() {
  const manager = await harness.aManager();
  await manager.start(harness.accountId);
  await eventually(() => expect(manager.connection(harness.accountId)).toBeDefined());
  return { accountId: harness.accountId, whatsApp: harness.whatsApp };
}

const receive = (message: Parameters<typeof harness.inbound.receive>[1], options: { isSending?: boolean } = {}) =>
  harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: false, ...options });

/** A message of the customer whom all tests are about, which is delivered to nobody. */
const sampleOf = (whatsApp: ChannelHarness["whatsApp"]) => whatsApp.customerWrites("Unheard", { unseen: true });
