// A customer of whom every table that holds anything of customers holds something, with words that stand nowhere else.
import { createHash } from "node:crypto";
import { traceWithoutAgent } from "@/domain/agent/turn";
import { questionKey } from "@/domain/knowledge/answer-pair";
import { recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import {
  askedQuestions,
  automationRuns,
  connectionScreenshots,
  contactAliases,
  contactFieldRemovals,
  contactFields,
  contactTags,
  conversationNotes,
  conversationPresence,
  formSessions,
  messageMedia,
  messageReactions,
  questionGroups,
  webhookDeliveries,
} from "@/server/db/schema";
import type { MediaStore } from "@/server/media/store";
import {
  aContact,
  aConversation,
  aDraft,
  aMessage,
  anActor,
  anAutomationForm,
  anAutomationRule,
  anOutboxRow,
  aTestCase,
  aTestRun,
  aTurn,
  aUser,
} from "@/test/factories";
import { CONTACT_TAG } from "../tag-queries";

export interface Planted {
  accountId: string;
  contactId: string;
  conversationId: string;
  /** Words and digits that are theirs alone. */
  secrets: string[];
  /** Of rows of theirs, by which others name them. */
  ids: string[];
  /** Of their file. */
  sha256: string;
  groupId: string;
}

/** @param word in small letters, which stands for everything they ever said */
export async function plantContact(
  db: Database,
  { accountId, word, phone, store }: { accountId: string; word: string; phone: string; store: MediaStore },
): Promise<Planted> {
  const lid = `${phone.split("").toReversed().join("")}@lid`;
  const contact = await aContact(db, { accountId, displayName: `Ms ${word}`, phoneNumber: phone });
  const contactId = contact.id;
  await db.insert(contactAliases).values({ accountId, contactId, alias: lid });
  const chatId = `${phone}@c.us`;
  const shown = { needsPersonReason: `About ${word}`, summary: `Likes ${word}.`, lastMessagePreview: `${word}?` };
  const conversation = await aConversation(db, { accountId, contactId, chatId, ...shown });
  const conversationId = conversation.id;
  const of = { accountId, conversationId };
  const question = `Do you repair the boat of ${word}?`;
  const trace = traceWithoutAgent(question, { name: "retrieve", ms: 1, note: word });
  const turn = await aTurn(db, { ...of, question, reply: `Not for ${word}.`, reason: `On ${word}`, trace });
  const asked = await aMessage(db, { ...of, body: question, turnId: turn.id, details: { title: word } as never });
  const photo = await aMessage(db, { ...of, kind: "image", body: `Photo of ${word}`, participantName: word });
  const bytes = new TextEncoder().encode(`a picture of ${word}`);
  const staged = await store.stage(accountId, bytes);
  await staged.keep();
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = { fileName: `${word}.jpg`, transcript: `Says ${word}`, sha256, status: "stored" as const };
  await db.insert(messageMedia).values({ id: newId("media"), accountId, messageId: photo.id, ...file });
  const reacted = { by: "customer" as const, emoji: `👍 ${word}`, reactedAt: new Date() };
  await db.insert(messageReactions).values({ accountId, messageId: asked.id, ...reacted });
  await anOutboxRow(db, { ...of, chatId, body: `Dear ${word}`, error: word });
  await aDraft(db, { ...of, turnId: turn.id, text: `Dear ${word}, yes.`, topic: word, sentText: word });
  await db.insert(conversationNotes).values({ id: newId("note"), ...of, body: `Knows ${word}` });
  const reader = await aUser(db);
  await db.insert(conversationPresence).values({ ...of, userId: reader.id, tab: "a-tab", seenAt: new Date() });
  await db.insert(contactTags).values({ accountId, contactId, tag: `tag ${word}` });
  const target = { kind: CONTACT_TAG, id: conversationId, name: `tag ${word}` };
  await recordAudit(db, { accountId, actor: null, action: "conversation.tagAdded", target });
  await db.insert(contactFields).values({ accountId, contactId, name: "city", value: word, messageId: asked.id });
  await db.insert(contactFieldRemovals).values({ accountId, contactId, name: `${word} field`, throughSeq: 1 });

  const rule = await anAutomationRule(db, { accountId });
  const form = (await anAutomationForm(db, { accountId })).definition;
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.insert(formSessions).values({ id: newId("formSession"), ...of, definition: form, expiresAt });
  const ran = { key: `turn:${asked.id}:${rule.id}`, ruleId: rule.id, turnId: turn.id, ranAt: new Date() };
  await db.insert(automationRuns).values({ ...of, ...ran });
  const body = { conversation: { id: conversationId }, contact: { id: contactId, name: word, phoneNumber: phone } };
  const told = { ruleId: rule.id, url: "https://crm.example/hook", body };
  await db.insert(webhookDeliveries).values({ id: newId("webhook"), accountId, ...told });
  const image = new TextEncoder().encode(word);
  await db
    .insert(connectionScreenshots)
    .values({ accountId, requestedAt: new Date(), takenAt: new Date(), image })
    .onConflictDoUpdate({ target: connectionScreenshots.accountId, set: { image } });

  const groupId = newId("questionGroup");
  const terms = ["boat", word];
  await db
    .insert(questionGroups)
    .values({ id: groupId, accountId, firstQuestion: question, terms, embeddingModel: "x" });
  await db.insert(askedQuestions).values({ turnId: turn.id, accountId, groupId, askedAt: turn.createdAt });
  const expected = { outcome: "answer" as const, evidence: "", evidenceDocument: null, answer: `Dear ${word}` };
  const tested = await aTestCase(db, { accountId, question, source: "conversation", expected });
  await aTestRun(db, { accountId, caseId: tested.id, question, expected, reply: `For ${word}` });
  const actor = anActor(await aUser(db));
  const named = (kind: string, id: string) => ({ kind, id, name: question });
  const added = { accountId, actor, action: "evaluation.caseAdded" as const, target: named("test_case", tested.id) };
  await recordAudit(db, added);
  await recordAudit(db, { ...added, action: "knowledge.gapDismissed", target: named("question", groupId) });
  return {
    ...{ accountId, contactId, conversationId, sha256, groupId },
    secrets: [word, phone, lid, contactId, questionKey(question)],
    ids: [conversationId, asked.id, turn.id],
  };
}
