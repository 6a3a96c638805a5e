// Rows for tests and seed data. Each factory makes what it needs above it (an account for a contact) unless told; every
// column can be overridden.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { type AnswerSettings, DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { SHADOW_REASON } from "@/domain/agent/shadow";
import { traceWithoutAgent } from "@/domain/agent/turn";
import type { Form } from "@/domain/automation/form";
import { aRule } from "@/domain/automation/rule-fixture";
import { questionKey } from "@/domain/knowledge/answer-pair";
import { EMBEDDING_DIMENSIONS } from "@/domain/knowledge/embedding";
import type { Actor } from "@/server/audit/actor";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import {
  accounts,
  askedQuestions,
  automationForms,
  automationRules,
  configDrafts,
  configVersions,
  connections,
  contactAliases,
  contacts,
  conversations,
  documentChunks,
  documentFiles,
  documents,
  inboxViews,
  knowledgeFindings,
  members,
  messageMedia,
  messages,
  modelProviders,
  outbox,
  questionGroups,
  replyDrafts,
  savedReplies,
  type TestRunState,
  testCases,
  testResults,
  testRuns,
  turns,
  users,
  webPages,
  webSources,
} from "@/server/db/schema";
import { seal } from "@/server/seal";

let count = 0;
/** Different in every call, so that unique columns never collide. */
const next = () => ++count;

export async function aUser(db: Database, overrides: Partial<typeof users.$inferInsert> = {}) {
  const id = randomUUID();
  return single(
    db
      .insert(users)
      .values({ id, email: `${id}@example.com`, ...overrides })
      .returning(),
  );
}

/** Whoever asks for a change: this user, from a browser at home. */
export const anActor = (user: { id: string; email: string }): Actor => ({
  userId: user.id,
  email: user.email,
  ipAddress: "198.51.100.7",
  userAgent: "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
});

export async function anAccount(db: Database, overrides: Partial<typeof accounts.$inferInsert> = {}) {
  const row = { id: newId("account"), name: `Bakery ${next()}`, answerSettings: DEFAULT_ANSWER_SETTINGS, ...overrides };
  return single(db.insert(accounts).values(row).returning());
}

export async function aMember(db: Database, overrides: Partial<typeof members.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const userId = overrides.userId ?? (await aUser(db)).id;
  return single(
    db
      .insert(members)
      .values({ role: "owner", ...overrides, accountId, userId })
      .returning(),
  );
}

export async function aConnection(db: Database, overrides: Partial<typeof connections.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  return single(
    db
      .insert(connections)
      .values({ ...overrides, accountId })
      .returning(),
  );
}

/** A rule that greets, off and first in the order. */
export async function anAutomationRule(db: Database, overrides: Partial<typeof automationRules.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const definition = aRule({ actions: [{ kind: "send_text", text: "Hello {{first_name|there}}" }] }).definition;
  const row = { id: newId("rule"), name: `Rule ${next()}`, position: 0, definition, ...overrides, accountId };
  return single(db.insert(automationRules).values(row).returning());
}

/** A form that asks for an order number. */
export async function anAutomationForm(
  db: Database,
  { name = "Order", ...overrides }: Partial<typeof automationForms.$inferInsert> & { name?: string } = {},
) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const definition: Form = {
    name,
    questions: [{ kind: "text", field: "order_number", ask: "Which order?", again: "" }],
    done: "Thank you, {{field.order_number}} is noted.",
    cancelWord: "cancel",
    cancelled: "All right, never mind.",
    timeoutMinutes: 60,
  };
  const row = { id: newId("form"), definition, ...overrides, accountId };
  return single(db.insert(automationForms).values(row).returning());
}

/** Shared with the team, of whom nobody made it, unless `madeByUserId` says who. */
export async function anInboxView(db: Database, overrides: Partial<typeof inboxViews.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const row = { id: newId("inboxView"), name: `View ${next()}`, filter: "waiting" as const, ...overrides, accountId };
  return single(db.insert(inboxViews).values(row).returning());
}

export async function aSavedReply(db: Database, overrides: Partial<typeof savedReplies.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const row = { id: newId("savedReply"), key: `reply-${next()}`, text: "Nine to five.", ...overrides, accountId };
  return single(db.insert(savedReplies).values(row).returning());
}

/** A customer with a phone number, and the `@c.us` alias that goes with it. */
export async function aContact(db: Database, overrides: Partial<typeof contacts.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const phoneNumber = `62812${String(next()).padStart(8, "0")}`;
  const row = { id: newId("contact"), displayName: "Sari", phoneNumber, ...overrides, accountId };
  const contact = await single(db.insert(contacts).values(row).returning());
  if (contact.phoneNumber) {
    await db.insert(contactAliases).values({ accountId, alias: `${contact.phoneNumber}@c.us`, contactId: contact.id });
  }
  return contact;
}

export async function aConversation(db: Database, overrides: Partial<typeof conversations.$inferInsert> = {}) {
  const contact = await contactOf(db, overrides);
  const row = {
    id: newId("conversation"),
    chatId: `${contact.phoneNumber ?? "628120000000"}@c.us`,
    ...overrides,
    accountId: contact.accountId,
    contactId: contact.id,
  };
  return single(db.insert(conversations).values(row).returning());
}

/** A text from the customer, not yet accounted for by a turn. */
export async function aMessage(db: Database, overrides: Partial<typeof messages.$inferInsert> = {}) {
  const conversation = await conversationOf(db, overrides);
  const row = {
    id: newId("message"),
    stanzaId: `3EB0${randomUUID().replaceAll("-", "").slice(0, 18).toUpperCase()}`,
    fromMe: false,
    author: "customer" as const,
    kind: "text" as const,
    body: "What are your opening hours?",
    sentAt: new Date(),
    ...overrides,
    ...conversation,
  };
  return single(db.insert(messages).values(row).returning());
}

/** The file of a photo that a customer sent, still to be fetched. */
export async function aMediaRow(db: Database, overrides: Partial<typeof messageMedia.$inferInsert> = {}) {
  const { accountId } = overrides;
  const message = await aMessage(db, { kind: "image", body: "", ...(accountId ? { accountId } : {}) });
  const row = { id: newId("media"), ...overrides, messageId: message.id, accountId: message.accountId };
  return single(db.insert(messageMedia).values(row).returning());
}

export async function aTurn(db: Database, overrides: Partial<typeof turns.$inferInsert> = {}) {
  const conversation = await conversationOf(db, overrides);
  const question = overrides.question ?? "What are your opening hours?";
  const trace = {
    understoodQuestion: question,
    passages: [],
    sentences: [],
    dropped: [],
    model: "none",
    promptVersion: "1",
    usage: null,
    steps: [],
  };
  const row = { id: newId("turn"), outcome: "answered" as const, trace, ...overrides, question, ...conversation };
  return single(db.insert(turns).values(row).returning());
}

/** A reply of the bot on its way out, with the message that shows it. */
export async function anOutboxRow(db: Database, overrides: Partial<typeof outbox.$inferInsert> = {}) {
  const conversation = await conversationOf(db, overrides);
  const body = overrides.body ?? "We open at nine.";
  const reply = { ...conversation, fromMe: true, author: "bot" as const, stanzaId: null, body };
  const row = {
    id: newId("outbox"),
    messageId: overrides.messageId ?? (await aMessage(db, reply)).id,
    idempotencyKey: randomUUID(),
    chatId: "628120000000@c.us",
    ownershipEpoch: 0,
    expiresAt: new Date(Date.now() + 3_600_000),
    ...overrides,
    body,
    ...conversation,
  };
  return single(db.insert(outbox).values(row).returning());
}

/** What the bot would say in shadow mode, waiting for a person. */
export async function aDraft(db: Database, overrides: Partial<typeof replyDrafts.$inferInsert> = {}) {
  const conversation = await conversationOf(db, overrides);
  const handedOff = { ...conversation, outcome: "handed_off" as const, reason: SHADOW_REASON };
  const turnId = overrides.turnId ?? (await aTurn(db, handedOff)).id;
  const row = {
    id: newId("draft"),
    text: "We open at nine.",
    ownershipEpoch: 0,
    ...overrides,
    turnId,
    ...conversation,
  };
  return single(db.insert(replyDrafts).values(row).returning());
}

/** A document that is ready, without file, pages and chunks. */
export async function aDocument(db: Database, overrides: Partial<typeof documents.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const row = {
    id: newId("document"),
    name: `Price list ${next()}.md`,
    mediaType: "text/markdown",
    sizeBytes: 64,
    contentHash: randomUUID(),
    status: "ready" as const,
    readyAt: new Date(),
    ...overrides,
    accountId,
  };
  return single(db.insert(documents).values(row).returning());
}

export async function aDocumentFile(db: Database, overrides: Partial<typeof documentFiles.$inferInsert> = {}) {
  const document = await documentOf(db, overrides);
  const bytes = new TextEncoder().encode("# Opening hours\n\nWe open at nine.\n");
  return single(
    db
      .insert(documentFiles)
      .values({ bytes, ...overrides, ...document })
      .returning(),
  );
}

/** A site that was read. */
export async function aWebSource(db: Database, overrides: Partial<typeof webSources.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const address = overrides.address ?? `https://shop-${next()}.example/`;
  const row = {
    id: newId("webSource"),
    address,
    url: address,
    mode: "sitemap" as const,
    state: "idle" as const,
    startedAt: new Date(),
    lastReadAt: new Date(),
    ...overrides,
    accountId,
  };
  return single(db.insert(webSources).values(row).returning());
}

/** A page of a site, and its document. */
export async function aWebPage(
  db: Database,
  { accountId, webSourceId, url, title }: { accountId: string; webSourceId: string; url: string; title: string },
) {
  const document = await aDocument(db, { accountId, name: title, source: "web", mediaType: "text/html" });
  const page = { accountId, webSourceId, documentId: document.id, url, finalUrl: url, title, fetchedAt: new Date() };
  return single(
    db
      .insert(webPages)
      .values({ ...page, seenReading: 1, changedReading: 1 })
      .returning(),
  );
}

/** A chunk with a vector along one axis, so that distances between chunks are known: see `axis`. */
export async function aChunk(db: Database, overrides: Partial<typeof documentChunks.$inferInsert> = {}) {
  const document = await documentOf(db, overrides);
  const row = {
    id: newId("chunk"),
    position: next(),
    text: "We open at nine.",
    termCount: 2,
    trigramCount: 12,
    embeddingModel: "test",
    embedding: axis(0),
    sentenceEmbeddings: new Uint8Array(),
    ...overrides,
    ...document,
  };
  return single(db.insert(documentChunks).values(row).returning());
}

/** A question that nothing answers. */
export async function aFinding(db: Database, overrides: Partial<typeof knowledgeFindings.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const row = {
    id: newId("finding"),
    kind: "uncovered_question" as const,
    severity: "medium" as const,
    fingerprint: randomUUID(),
    sources: [],
    details: { question: "Do you repair boats?", count: 1 },
    ...overrides,
    accountId,
  };
  return single(db.insert(knowledgeFindings).values(row).returning());
}

/** A question that was asked once and handed over for want of knowledge; in a group of its own. */
export async function aGap(db: Database, overrides: Partial<typeof questionGroups.$inferInsert> = {}) {
  const firstQuestion = overrides.firstQuestion ?? "Do you repair boats?";
  const { id: turnId, ...turn } = await aTurn(db, {
    ...(overrides.accountId ? { accountId: overrides.accountId } : {}),
    outcome: "handed_off",
    reason: "Nothing in the documents has to do with the question.",
    question: firstQuestion,
    trace: traceWithoutAgent(firstQuestion, { name: "retrieve", ms: 1 }),
  });
  const { accountId, createdAt: askedAt } = turn;
  const id = newId("questionGroup");
  const row = { id, terms: [], vector: null, embeddingModel: "test", ...overrides, firstQuestion, accountId };
  const group = await single(db.insert(questionGroups).values(row).returning());
  await db.insert(askedQuestions).values({ turnId, accountId, groupId: group.id, askedAt });
  return { ...group, turnId };
}

/** A test question that nothing should answer. */
export async function aTestCase(db: Database, overrides: Partial<typeof testCases.$inferInsert> = {}) {
  const accountId = overrides.accountId ?? (await anAccount(db)).id;
  const question = overrides.question ?? `Do you sell boat number ${next()}?`;
  const row = {
    id: newId("testCase"),
    questionKey: questionKey(question),
    expected: DECLINED,
    source: "typed" as const,
    ...overrides,
    question,
    accountId,
  };
  return single(db.insert(testCases).values(row).returning());
}

const DECLINED = { outcome: "decline" as const, evidence: "", evidenceDocument: null, answer: "" };

/** A run of one question, whose result is given. */
export async function aTestRun(
  db: Database,
  {
    accountId,
    state = "done",
    ...result
  }: { accountId: string; state?: TestRunState } & Partial<typeof testResults.$inferInsert>,
) {
  const checks = { evidence: null, answer: null, decline: true };
  const one = { n: 1, right: 1 };
  const none = { n: 0, right: 0 };
  const summary = { all: one, evidence: none, answer: none, decline: one, unasked: 0 };
  const values = { id: newId("testRun"), accountId, state, doneCount: 1, totalCount: 1, summary };
  const run = await single(db.insert(testRuns).values(values).returning());
  const asked = { caseId: newId("testCase"), position: 0, question: "Do you sell boats?", expected: DECLINED };
  const row = { ...asked, verdict: "right" as const, checks, decision: "handoff" as const, ...result };
  await db.insert(testResults).values({ ...row, accountId, runId: run.id });
  return run;
}

/** An account's configuration: the second version is in use, and a draft is being prepared. */
export async function aConfiguration(
  db: Database,
  { accountId, draft = {} }: { accountId: string; draft?: Partial<AnswerSettings> },
) {
  const settings = DEFAULT_ANSWER_SETTINGS;
  const versions = [1, 2].map((version) => ({ accountId, version, settings }));
  await db.insert(configVersions).values(versions);
  await db.update(accounts).set({ configVersion: 2 }).where(eq(accounts.id, accountId));
  const savedBy = (await aUser(db)).id;
  const prepared = { ...settings, ...draft };
  await db.insert(configDrafts).values({ accountId, settings: prepared, revision: 1, savedBy, savedAt: new Date() });
}

/** An account's own model provider, with a key that opens with `secretKey`. */
export async function aModelProvider(
  db: Database,
  {
    key = "sk-of-nobody-1a2b",
    secretKey = new Uint8Array(32).fill(7),
    baseUrl = "https://api.openai.com/v1",
    ...overrides
  }: { accountId: string; key?: string; secretKey?: Uint8Array } & Partial<typeof modelProviders.$inferInsert>,
) {
  const sealedKey = seal(secretKey, key, `model-provider:${overrides.accountId}:${baseUrl}`);
  const values = { kind: "openai" as const, baseUrl, sealedKey, keyEnding: key.slice(-4), model: "own-model" };
  const saved = { updatedAt: new Date(), updatedBy: randomUUID() };
  return single(
    db
      .insert(modelProviders)
      .values({ ...values, ...saved, ...overrides })
      .returning(),
  );
}

/** The unit vector of EMBEDDING_DIMENSIONS numbers that points along one dimension. */
export function axis(dimension: number): number[] {
  return Array.from({ length: EMBEDDING_DIMENSIONS }, (_, index) => (index === dimension ? 1 : 0));
}

async function single<Row>(query: PromiseLike<Row[]>): Promise<Row> {
  const [row] = await query;
  if (!row) throw new Error("An insert returned no row.");
  return row;
}

async function contactOf(db: Database, given: { accountId?: string; contactId?: string }) {
  if (given.accountId && given.contactId) return { id: given.contactId, accountId: given.accountId, phoneNumber: null };
  if (given.contactId) throw new Error("Name the account of the contact as well.");
  return aContact(db, given.accountId ? { accountId: given.accountId } : {});
}

async function conversationOf(db: Database, given: { accountId?: string; conversationId?: string }) {
  if (given.accountId && given.conversationId) {
    return { accountId: given.accountId, conversationId: given.conversationId };
  }
  if (given.conversationId) throw new Error("Name the account of the conversation as well.");
  const conversation = await aConversation(db, given.accountId ? { accountId: given.accountId } : {});
  return { accountId: conversation.accountId, conversationId: conversation.id };
}

async function documentOf(db: Database, given: { accountId?: string; documentId?: string }) {
  if (given.accountId && given.documentId) return { accountId: given.accountId, documentId: given.documentId };
  if (given.documentId) throw new Error("Name the account of the document as well.");
  const document = await aDocument(db, given.accountId ? { accountId: given.accountId } : {});
  return { accountId: document.accountId, documentId: document.id };
}
