import { eq } from "drizzle-orm";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import type { Form } from "@/domain/automation/form";
import { aRule } from "@/domain/automation/rule-fixture";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import { createAccount } from "@/server/accounts/service";
import { inboxViews } from "@/server/db/schema";
import type { OutgoingMail } from "@/server/mail/mail";
import { anInboxView } from "../factories";
import type { AccessServices } from "./services";
import { PASSWORD, type Person, type Tenant } from "./world";

/** What a call is made of. */
export interface Setup extends AccessServices {
  /** The account that is asked about. */
  accountId: string;
  /** Whose objects are named: the account's own, or another one's. */
  objects: Tenant;
  /** Who asks; null = nobody is signed in. */
  person: Person | null;
}

const PROVIDER = { kind: "openai", key: "sk-of-nobody-1a2b", model: "gpt-5-mini" };
const RULE = aRule().definition;
const FORM: Form = {
  name: "Order number",
  questions: [{ kind: "text", field: "order_number", ask: "Which order?", again: "" }],
  done: "Thank you.",
  cancelWord: "cancel",
  cancelled: "All right.",
  timeoutMinutes: 60,
};
const NEW_PASSWORD = "marmalade kettle by noon";
const SOMEBODY = "newcomer@elsewhere.example";

/**
 * What each procedure is called with so that it does its work when it may. Every procedure stands here; the matrix calls
 * each as everybody, and those that name an object also with another account's.
 */
export const INPUTS: Record<string, (setup: Setup) => unknown> = {
  "home.overview": ({ accountId }) => ({ accountId }),
  "home.today": ({ accountId }) => ({ accountId, timeZone: "Europe/Lisbon" }),

  "account.list": () => undefined,
  "account.create": () => ({ name: "Second shop" }),
  "account.rename": ({ accountId }) => ({ accountId, name: "Other name" }),
  "account.delete": ({ accountId, objects }) => ({ accountId, name: objects.accountName, password: PASSWORD }),
  "account.get": ({ accountId }) => ({ accountId }),
  "account.changes": ({ accountId }) => ({ accountId }),

  "analytics.report": ({ accountId }) => ({ accountId, period: { days: 28 }, timeZone: "Europe/Lisbon" }),
  "analytics.questions": ({ accountId }) => ({ accountId, period: { days: 28 }, timeZone: "Europe/Lisbon" }),
  "analytics.tags": ({ accountId }) => ({ accountId }),
  "analytics.csv": ({ accountId }) => ({ accountId, period: { days: 28 }, timeZone: "Europe/Lisbon", tag: "vip" }),

  "audit.list": ({ accountId, objects }) => ({
    accountId,
    before: objects.auditEntryId,
    actorUserId: objects.team.owner.id,
  }),

  "auth.settings": () => undefined,
  "auth.me": () => undefined,
  "auth.signUp": () => ({ email: SOMEBODY, password: PASSWORD }),
  "auth.signIn": ({ objects }) => ({ email: objects.colleague.email, password: PASSWORD }),
  "auth.signOut": () => undefined,
  "auth.requestPasswordReset": ({ objects }) => ({ email: objects.colleague.email }),
  "auth.resendConfirmation": ({ objects }) => ({ email: objects.colleague.email }),
  "auth.confirm": async ({ services, mails, objects }) => {
    const { email, browser } = objects.colleague;
    await browser.copy().request((http) => services.auth.requestPasswordReset(email, http));
    return { tokenHash: secretIn(mails, "token_hash"), type: "recovery" };
  },

  "automation.list": ({ accountId }) => ({ accountId }),
  "automation.get": ({ accountId, objects: { ruleId } }) => ({ accountId, ruleId }),
  "automation.create": ({ accountId, objects: { formId } }) => ({
    accountId,
    name: "Order questions",
    definition: { ...RULE, actions: [{ kind: "start_form", formId }] },
  }),
  "automation.update": ({ accountId, objects: { ruleId } }) => ({
    accountId,
    ruleId,
    name: "Other name",
    definition: RULE,
  }),
  "automation.setOn": ({ accountId, objects: { ruleId } }) => ({ accountId, ruleId, isOn: true }),
  "automation.reorder": ({ accountId, objects: { ruleId, otherRuleId } }) => ({
    accountId,
    ruleIds: [otherRuleId, ruleId],
  }),
  "automation.delete": ({ accountId, objects: { ruleId } }) => ({ accountId, ruleId }),
  "automation.dryRun": ({ accountId, objects: { ruleId } }) => ({ accountId, ruleId }),
  "automation.forms": ({ accountId }) => ({ accountId }),
  "automation.files": ({ accountId }) => ({ accountId }),
  "automation.addFile": ({ accountId }) => ({ accountId, file: new File(["%PDF-1.7"], "menu.pdf") }),
  "automation.createForm": ({ accountId }) => ({ accountId, form: FORM }),
  "automation.updateForm": ({ accountId, objects: { formId } }) => ({ accountId, formId, form: FORM }),
  "automation.deleteForm": ({ accountId, objects: { formId } }) => ({ accountId, formId }),
  "automation.hours": ({ accountId }) => ({ accountId }),
  "automation.saveHours": ({ accountId }) => ({ accountId, hours: defaultBusinessHours("Europe/Lisbon") }),
  "automation.tags": ({ accountId }) => ({ accountId }),
  "automation.renameTag": ({ accountId, objects: { tag } }) => ({ accountId, from: tag, to: "regular" }),
  "automation.deleteTag": ({ accountId, objects: { tag } }) => ({ accountId, tag }),
  "automation.customer": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "automation.webhookKey": ({ accountId }) => ({ accountId }),

  "config.read": ({ accountId }) => ({ accountId }),
  "config.saveDraft": ({ accountId }) => ({ accountId, settings: DEFAULT_ANSWER_SETTINGS, revision: 1 }),
  "config.discardDraft": ({ accountId }) => ({ accountId }),
  "config.publish": ({ accountId }) => ({ accountId, revision: 1, liveVersion: 2, note: null }),
  "config.restore": ({ accountId }) => ({ accountId, version: 1, liveVersion: 2 }),
  "config.rehearse": ({ accountId }) => ({ accountId }),
  "config.replay": ({ accountId }) => ({ accountId, limit: 5 }),

  "modelProvider.read": ({ accountId }) => ({ accountId }),
  "modelProvider.save": ({ accountId }) => ({ accountId, provider: PROVIDER }),
  "modelProvider.remove": ({ accountId }) => ({ accountId }),
  "modelProvider.try": ({ accountId }) => ({ accountId, provider: { ...PROVIDER, key: "" } }),

  "connection.get": ({ accountId }) => ({ accountId }),
  "connection.health": ({ accountId }) => ({ accountId }),
  "connection.safety": ({ accountId }) => ({ accountId }),
  "connection.settings": ({ accountId }) => ({ accountId }),
  "connection.saveSettings": ({ accountId }) => ({
    accountId,
    settings: { ...DEFAULT_CHANNEL_SETTINGS, groups: "when_mentioned" },
  }),
  "connection.start": ({ accountId }) => ({ accountId }),
  "connection.stop": ({ accountId }) => ({ accountId }),
  "connection.logout": ({ accountId }) => ({ accountId }),
  "connection.requestScreenshot": ({ accountId }) => ({ accountId }),
  "connection.screenshot": ({ accountId }) => ({ accountId }),

  "conversation.list": ({ accountId }) => ({ accountId }),
  "conversation.listed": ({ accountId, objects: { conversationId } }) => ({ accountId, ids: [conversationId] }),
  "conversation.search": ({ accountId }) => ({ accountId, query: "call me" }),
  "conversation.missed": ({ accountId }) => ({ accountId }),
  "conversation.get": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.messageOfDay": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    since: new Date("2026-03-14T00:00:00Z"),
  }),
  "conversation.messages": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.turn": ({ accountId, objects: { turnId } }) => ({ accountId, turnId }),
  "conversation.reply": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    text: "We open at nine.",
    idempotencyKey: "click-0000001",
  }),
  "conversation.sendFile": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    file: new File(["%PDF-1.7"], "menu.pdf"),
    caption: "The menu",
    idempotencyKey: "click-0000002",
  }),
  "conversation.snooze": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    until: new Date(Date.now() + 3_600_000),
  }),
  "conversation.unsnooze": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.takeOver": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.returnToBot": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.handover": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.close": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.assign": ({ accountId, objects: { conversationId, team } }) => ({
    accountId,
    conversationId,
    userId: team.operator.id,
  }),
  "contact.past": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "contact.setOptOut": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId, isOut: true }),
  "contact.erase": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "conversation.saveFact": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    name: "city",
    value: "Porto",
  }),
  "conversation.removeFact": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    name: "other_number",
  }),
  "conversation.addTag": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    tag: "gold",
  }),
  "conversation.removeTag": ({ accountId, objects: { conversationId, tag } }) => ({ accountId, conversationId, tag }),
  "conversation.setPriority": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    priority: "high",
  }),
  "conversation.markRead": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),

  "evaluation.list": ({ accountId }) => ({ accountId }),
  "evaluation.add": ({ accountId }) => ({
    accountId,
    question: "How much is the deposit for a kayak?",
    expected: { outcome: "answer", answer: "Fifty euros" },
  }),
  "evaluation.update": ({ accountId, objects: { testCaseId: caseId } }) => ({
    accountId,
    caseId,
    question: "Do you repair bikes?",
    expected: { outcome: "answer", evidence: "We repair bikes." },
  }),
  "evaluation.remove": ({ accountId, objects: { testCaseId: caseId } }) => ({ accountId, caseId }),
  "evaluation.import": ({ accountId }) => ({
    accountId,
    cases: [{ question: "Do you repair boats?", expected: { outcome: "decline" } }],
  }),
  "evaluation.addFromConversation": ({ accountId, objects: { messageId } }) => ({ accountId, messageId }),
  "evaluation.generation": ({ accountId }) => ({ accountId }),
  "evaluation.generate": ({ accountId }) => ({ accountId }),
  "evaluation.start": ({ accountId }) => ({ accountId }),
  "evaluation.cancel": async ({ accountId, services, objects }) => {
    const { id: userId, email } = objects.partner;
    const actor = { userId, email, ipAddress: null, userAgent: null };
    return { accountId, ...(await services.evaluation.start({ accountId: objects.accountId, actor })) };
  },
  "evaluation.runs": ({ accountId }) => ({ accountId }),
  "evaluation.run": ({ accountId, objects: { testRunId: runId } }) => ({ accountId, runId }),

  "invitation.get": async (setup) => ({ token: await invite(setup, SOMEBODY) }),
  "invitation.accept": async (setup) => ({ token: await invite(setup, setup.person?.email ?? SOMEBODY) }),
  "invitation.signUp": async (setup) => ({ token: await invite(setup, SOMEBODY), password: PASSWORD }),
  "invitation.decline": async (setup) => ({ token: await invite(setup, SOMEBODY) }),

  "knowledge.list": ({ accountId }) => ({ accountId }),
  "knowledge.preparation": ({ accountId }) => ({ accountId }),
  "knowledge.upload": ({ accountId }) => fileForm({ accountId, folder: "Opening hours" }),
  "knowledge.replace": ({ accountId, objects: { documentId } }) => fileForm({ accountId, documentId }),
  "knowledge.stop": ({ accountId, objects: { queuedDocumentId: documentId } }) => ({ accountId, documentId }),
  "knowledge.unlock": ({ accountId, objects: { lockedDocumentId: documentId } }) => ({
    accountId,
    documentId,
    filePassword: "cantaloupe",
  }),
  "knowledge.setFolder": ({ accountId, objects: { documentId } }) => ({ accountId, documentId, folder: "Prices" }),
  "knowledge.delete": ({ accountId, objects: { documentId } }) => ({ accountId, documentId }),
  "knowledge.retry": ({ accountId, objects: { documentId } }) => ({ accountId, documentId }),
  "knowledge.pages": ({ accountId, objects: { documentId } }) => ({ accountId, documentId }),
  "knowledge.passages": ({ accountId, objects: { documentId } }) => ({ accountId, documentId }),
  "knowledge.reading": ({ accountId, objects: { documentId } }) => ({ accountId, documentId }),
  "knowledge.search": ({ accountId, objects: { documentId } }) => ({ accountId, documentId, words: "deposit" }),
  "conversation.answersFrom": ({ accountId, objects: { documentId } }) => ({ accountId, documentId }),

  "knowledge.web.list": ({ accountId }) => ({ accountId }),
  "knowledge.web.add": ({ accountId }) => ({
    accountId,
    address: "https://www.example.com/help",
    mode: "sitemap",
    recrawlEveryHours: 24,
  }),
  "knowledge.web.readNow": ({ accountId, objects: { webSourceId } }) => ({ accountId, webSourceId }),
  "knowledge.web.setSchedule": ({ accountId, objects: { webSourceId } }) => ({
    accountId,
    webSourceId,
    recrawlEveryHours: 168,
  }),
  "knowledge.web.cancel": ({ accountId, objects: { webSourceId } }) => ({ accountId, webSourceId }),
  "knowledge.web.delete": ({ accountId, objects: { webSourceId } }) => ({ accountId, webSourceId }),
  "knowledge.answers.get": ({ accountId, objects: { answerId: documentId } }) => ({ accountId, documentId }),
  "knowledge.answers.add": ({ accountId, objects }) => ({
    accountId,
    question: objects.question,
    answer: "At ten now.",
    isReplacing: true,
    closesGap: objects.groupId,
  }),
  "knowledge.answers.update": ({ accountId, objects: { answerId: documentId } }) => ({
    accountId,
    documentId,
    question: "When do you close?",
    answer: "At six.",
  }),
  "knowledge.answers.import": ({ accountId, objects }) => ({
    accountId,
    pairs: [
      { question: objects.question, answer: "At eleven now." },
      { question: "Do you repair bikes?", answer: "Yes." },
    ],
    isReplacing: true,
  }),
  "knowledge.gaps.list": ({ accountId }) => ({ accountId }),
  "knowledge.gaps.draft": ({ accountId, objects: { groupId } }) => ({ accountId, groupId }),
  "knowledge.gaps.dismiss": ({ accountId, objects: { groupId } }) => ({ accountId, groupId }),
  "knowledge.gaps.restore": ({ accountId, objects: { groupId } }) => ({ accountId, groupId }),
  "knowledge.findings": ({ accountId }) => ({ accountId }),
  "knowledge.dismissFinding": ({ accountId, objects: { findingId } }) => ({ accountId, findingId }),
  "knowledge.restoreFinding": ({ accountId, objects: { findingId } }) => ({ accountId, findingId }),

  "mail.outbox": () => undefined,
  "mail.get": async ({ services, objects }) => {
    const mail = await services.mail.outbox?.list();
    return { mailId: mail?.find(({ to }) => to.endsWith(objects.colleague.email.split("@")[1] ?? "?"))?.id ?? "none" };
  },
  "mail.undelivered": ({ accountId }) => ({ accountId }),

  "playground.askDraft": ({ accountId }) => ({ accountId, question: "When do you open?" }),
  "playground.explain": ({ accountId }) => ({ accountId, question: "How much is the deposit for a kayak?" }),
  "playground.ask": ({ accountId }) => ({ accountId, question: "How much is the deposit for a kayak?" }),

  "profile.get": () => undefined,
  "profile.update": () => ({ name: "Inês" }),
  "profile.setLanguage": () => ({ language: "es" }),
  "profile.changePassword": () => ({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
  "profile.changeEmail": () => ({ email: SOMEBODY, password: PASSWORD }),
  "profile.sessions": () => undefined,
  /** One's own second browser; of another account, the session of somebody there. */
  "profile.revokeSession": async ({ services, person, objects, accountId }) => {
    if (!person || objects.accountId !== accountId) return { sessionId: objects.colleague.sessionId };
    const second = person.browser.copy();
    await second.request((http) => services.auth.signIn({ email: person.email, password: PASSWORD }, http));
    const session = await second.request((http) => services.auth.readSession(http));
    return { sessionId: session?.sessionId ?? "none" };
  },
  "profile.revokeOtherSessions": () => undefined,
  "profile.activity": () => undefined,
  "profile.delete": () => ({ password: PASSWORD }),

  "retention.get": ({ accountId }) => ({ accountId }),
  "retention.preview": ({ accountId }) => ({ accountId, keepDays: 90 }),
  "retention.set": ({ accountId }) => ({ accountId, keepDays: 90 }),

  "savedReply.list": ({ accountId }) => ({ accountId }),
  "savedReply.variables": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "savedReply.create": ({ accountId }) => ({ accountId, key: "parking", text: "Behind the house, {{first_name}}." }),
  "savedReply.update": ({ accountId, objects: { savedReplyId } }) => ({
    accountId,
    savedReplyId,
    key: "parking",
    text: "In front of the house.",
  }),
  "savedReply.delete": ({ accountId, objects: { savedReplyId } }) => ({ accountId, savedReplyId }),

  "inboxView.list": ({ accountId }) => ({ accountId }),
  "inboxView.create": ({ accountId, objects: { team, customerNumber } }) => ({
    accountId,
    name: "Regulars",
    filters: { ...VIEW_FILTERS, tags: [customerNumber], assigneeId: team.admin.id },
  }),
  "inboxView.update": async (setup) => ({ ...(await ownView(setup)), name: "Otherwise", filters: VIEW_FILTERS }),
  "inboxView.share": async (setup) => ({ ...(await ownView(setup)), isShared: true }),
  "inboxView.remove": (setup) => ownView(setup),
  "inboxView.putBack": async (setup) => {
    const key = await ownView(setup);
    const removed = { removedAt: new Date() };
    await setup.services.db.update(inboxViews).set(removed).where(eq(inboxViews.id, key.viewId));
    return key;
  },

  "shadow.set": ({ accountId }) => ({ accountId, isOn: true }),
  "shadow.agreement": ({ accountId }) => ({ accountId }),
  "presence.list": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "presence.tell": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    tab: "tab-00000001",
    isTyping: true,
  }),
  "presence.leave": ({ accountId, objects: { conversationId } }) => ({
    accountId,
    conversationId,
    tab: "tab-00000001",
  }),
  "note.list": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "note.add": ({ accountId, objects: { conversationId, team } }) => ({
    accountId,
    conversationId,
    text: `<@${team.admin.id}> knows them`,
  }),
  "note.change": async (setup) => ({ ...(await ownNote(setup)), text: "Otherwise" }),
  "note.remove": (setup) => ownNote(setup),

  "shadow.draft": ({ accountId, objects: { conversationId } }) => ({ accountId, conversationId }),
  "shadow.send": ({ accountId, objects: { conversationId, draftId } }) => ({ accountId, conversationId, draftId }),
  "shadow.discard": ({ accountId, objects: { conversationId, draftId } }) => ({ accountId, conversationId, draftId }),

  "team.members": ({ accountId }) => ({ accountId }),
  "team.invitations": ({ accountId }) => ({ accountId }),
  "team.invite": ({ accountId }) => ({ accountId, email: SOMEBODY, role: "viewer" }),
  "team.resendInvitation": ({ accountId, objects: { invitationId } }) => ({ accountId, invitationId }),
  "team.revokeInvitation": ({ accountId, objects: { invitationId } }) => ({ accountId, invitationId }),
  "team.changeRole": ({ accountId, objects }) => ({ accountId, userId: objects.colleague.id, role: "operator" }),
  "team.removeMember": ({ accountId, objects }) => ({ accountId, userId: objects.colleague.id }),
  "team.leave": ({ accountId }) => ({ accountId }),
  "team.transferOwnership": ({ accountId, objects }) => ({
    accountId,
    userId: objects.colleague.id,
    password: PASSWORD,
  }),
};

function fileForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File(["We open at nine."], "hours.txt"));
  return form;
}

/** The secret of a link that was just mailed to the address, into an account that nobody but its owner is in. */
async function invite({ services, mails, objects }: Setup, email: string): Promise<string> {
  const { id: userId, email: inviter } = objects.partner;
  const actor = { userId, email: inviter, ipAddress: null, userAgent: null };
  const { id: accountId } = await createAccount(services.db, { name: "Third shop", actor });
  await services.invitations.invite({ accountId, actor, email, role: "viewer" });
  return secretIn(mails, "token");
}

function secretIn(mails: readonly OutgoingMail[], name: string): string {
  const mail = mails.at(-1)?.mail;
  return new URLSearchParams(mail && "path" in mail ? mail.path.split("?")[1] : "").get(name) ?? "none";
}

/** A note in the conversation that is named, by whoever asks: others could not change it. */
const VIEW_FILTERS = { filter: "waiting", tags: [], assigneeId: null, isUnread: false };

/** One of whoever asks; of another account, the one that its team shares. */
async function ownView({ services, accountId, objects, person }: Setup) {
  if (objects.accountId !== accountId || !person) return { accountId, viewId: objects.inboxViewId };
  const { id } = await anInboxView(services.db, { accountId, ownerUserId: person.id, madeByUserId: person.id });
  return { accountId, viewId: id };
}

async function ownNote({ services, accountId, objects, person }: Setup) {
  const { conversationId, team } = objects;
  const userId = (person ?? team.owner).id;
  const { noteId } = await services.conversations.addNote({
    accountId: objects.accountId,
    conversationId,
    userId,
    text: "A regular customer",
  });
  return { accountId, conversationId, noteId };
}
