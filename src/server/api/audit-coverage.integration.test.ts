import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditAction } from "@/domain/access/audit-actions";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { aRule } from "@/domain/automation/rule-fixture";
import { DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import { createAutomationService } from "@/server/automation/service";
import { createChannelControl } from "@/server/channels/service";
import { createConfigurationService } from "@/server/configuration/service";
import { createContactService } from "@/server/conversations/contacts/service";
import { createRetentionService } from "@/server/conversations/retention/service";
import { createConversationService } from "@/server/conversations/service";
import { auditEntries, contactFields, contactTags } from "@/server/db/schema";
import { createEvaluationService } from "@/server/evaluation/service";
import { createInboxViewService } from "@/server/inbox-views/service";
import { createAnswerService } from "@/server/knowledge/answers/service";
import { createKnowledgeDoctor } from "@/server/knowledge/doctor/service";
import { createGapService } from "@/server/knowledge/gaps/service";
import { createKnowledgeService } from "@/server/knowledge/service";
import { createWebSourceService } from "@/server/knowledge/web-sources/service";
import { silentLogger } from "@/server/logger";
import { createModelProviderService } from "@/server/model-providers/service";
import { createRateLimiter } from "@/server/rate-limit/service";
import { createSavedReplyService } from "@/server/saved-replies/service";
import type { Services } from "@/server/services";
import { createInvitationService } from "@/server/team/invitations";
import { createTeamService } from "@/server/team/service";
import { openTestDatabase, truncateAll } from "@/test/database";
import {
  aChunk,
  aConfiguration,
  aConnection,
  aConversation,
  aDocument,
  aFinding,
  aGap,
  aMember,
  aMessage,
  aModelProvider,
  anActor,
  anAutomationForm,
  anAutomationRule,
  anInboxView,
  aSavedReply,
  aTestCase,
  aTestRun,
  aTurn,
  aUser,
  aWebSource,
} from "@/test/factories";
import { memoryFiles } from "@/test/memory-files";
import { appRouter, createCaller } from "./root";
import type { Context, Meta } from "./trpc";

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { meta?: Meta; type: string } }>,
);
const mutations = procedures.filter(([, { _def }]) => _def.type === "mutation");
const audited = mutations.flatMap(([path, { _def }]) =>
  typeof _def.meta?.audit === "string" ? [{ path, action: _def.meta.audit }] : [],
);

test("every change says what the audit log says of it, or why nothing", () => {
  expect(mutations.length).toBeGreaterThan(25);
  for (const [path, { _def }] of mutations) {
    const audit = _def.meta?.audit;
    expect(audit, path).toBeDefined();
    if (typeof audit === "object") expect(audit.none.length, path).toBeGreaterThan(10);
  }
});

test("what only looks leaves no entry", () => {
  for (const [path, { _def }] of procedures.filter(([, one]) => one._def.type !== "mutation"))
    expect(_def.meta?.audit, path).toBeUndefined();
});

/** What a model would write of the one passage below. */
const WRITER = {
  writeQuestions: async () => JSON.stringify([{ question: "When do you open?", quote: "We open at nine." }]),
};

/** Its key must stand in no entry. */
const PROVIDER = { kind: "openai", key: "sk-cantaloupe-1a2b", model: "gpt-5-mini" };

const { definition: RULE } = aRule();
const FORM = {
  name: "Order",
  questions: [{ kind: "text", field: "order", ask: "Which order?" }],
  done: "Thanks.",
  cancelWord: "cancel",
  cancelled: "Fine.",
  timeoutMinutes: 5,
};

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let accountId: string;
let owner: Awaited<ReturnType<typeof aUser>>;
let member: Awaited<ReturnType<typeof aUser>>;
let documentId: string;
let ours: string;
let webSourceId: string;
let readingSourceId: string;
let answerId: string;
/** One that waits to be read, and one that asks for its password. */
let queuedId: string;
let lockedId: string;
/** One that nobody has dismissed, and one that somebody has. */
let findingId: string;
let dismissedId: string;
let conversationId: string;
/** Two rules in their order, and a form that none of them starts. */
let ruleIds: string[];
let formId: string;
let savedReplyId: string;
let groupId: string;
let caseId: string;
let messageId: string;
let invitationId: string;
let token: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Real services over the real database; only the auth server is left out. */
function servicesOf(): Services {
  const { db } = database;
  const now = () => new Date();
  const queue = { enqueue: async () => undefined };
  const mailer = {
    send: async (_tx: unknown, { mail }: { mail: { template: string; path?: string } }) => {
      if (mail.template === "team_invitation") token = new URLSearchParams(mail.path?.split("?")[1]).get("token") ?? "";
    },
  };
  const limiter = createRateLimiter(db);
  const embedding = {} as never;
  return {
    db,
    queue,
    mailer,
    limiter,
    requestLimits: { take: async () => ({ ok: true }), openStream: () => () => undefined },
    auth: { checkPassword: async () => undefined },
    team: createTeamService({ db, mailer }),
    invitations: createInvitationService({ db, mailer, limiter, now }),
    knowledge: createKnowledgeService({
      db,
      queue,
      embedding,
      secretKey: new Uint8Array(32),
      logger: silentLogger(),
      now,
    }),
    webSources: createWebSourceService({ db, queue, crawler: {} as never, logger: silentLogger(), now }),
    answers: createAnswerService({ db, queue }),
    gaps: createGapService({ db, queue, embedding, languageOf: async () => "en", now }),
    doctor: createKnowledgeDoctor({ db, embeddingModel: "none", logger: silentLogger(), now }),
    evaluation: createEvaluationService({
      db,
      queue,
      agent: {} as never,
      embeddingModel: "none",
      answerModelOf: async () => null,
      writerFor: async () => ({ writer: WRITER }),
      logger: silentLogger(),
      now,
    }),
    automation: createAutomationService({
      db,
      queue,
      files: memoryFiles(db),
      secretKey: new Uint8Array(32),
      replyLanguage: async () => "en",
      post: async () => ({ status: 200, problem: undefined, isFinal: false }),
      now,
    }),
    conversations: createConversationService({ db, files: memoryFiles(db), now }),
    contacts: createContactService({
      db,
      files: { forget: async () => undefined },
      secretKey: new Uint8Array(32),
      now,
    }),
    retention: createRetentionService({
      db,
      files: { forget: async () => undefined },
      secretKey: new Uint8Array(32),
      queue,
      analytics: { rollUp: async () => undefined },
      now,
    }),
    configuration: createConfigurationService({ db, agent: {} as never, defaultModelOf: async () => null, now }),
    modelProviders: createModelProviderService({
      db,
      secretKey: new Uint8Array(32),
      installed: null,
      allowedHosts: [],
      fetch,
      // Models are left out: whatever is tried is down.
      tryModel: async () => ({ ok: false, problem: "provider_down" }),
      findPrivateAddress: async () => undefined,
      limiter,
      now,
    }),
    savedReplies: createSavedReplyService(db),
    inboxViews: createInboxViewService({ db, now }),
    channels: createChannelControl(db, now),
  } as unknown as Services;
}

beforeEach(async () => {
  await truncateAll(database);
  const { db } = database;
  owner = await aUser(db);
  member = await aUser(db);
  ({ accountId } = await aMember(db, { userId: owner.id, role: "owner" }));
  ours = accountId;
  await aMember(db, { accountId, userId: member.id, role: "operator" });
  await aConnection(db, { accountId });
  documentId = (await aDocument(db, { accountId, status: "failed", failureReason: "corrupt" })).id;
  webSourceId = (await aWebSource(db, { accountId })).id;
  readingSourceId = (await aWebSource(db, { accountId, state: "reading" })).id;
  const pair = { question: "When do you open?", answer: "At nine.", isReplacing: false };
  answerId = (await servicesOf().answers.add({ accountId, actor: anActor(owner), ...pair })).documentId;
  await aConfiguration(db, { accountId });
  ruleIds = [];
  for (const position of [0, 1]) ruleIds.push((await anAutomationRule(db, { accountId, position })).id);
  formId = (await anAutomationForm(db, { accountId })).id;
  queuedId = (await aDocument(db, { accountId, status: "queued" })).id;
  findingId = (await aFinding(db, { accountId })).id;
  dismissedId = (await aFinding(db, { accountId, dismissedAt: new Date() })).id;
  lockedId = (await aDocument(db, { accountId, status: "failed", failureReason: "password_required" })).id;
  const conversation = await aConversation(db, { accountId });
  conversationId = conversation.id;
  await db.insert(contactFields).values({ accountId, contactId: conversation.contactId, name: "age", value: "42" });
  await db.insert(contactTags).values({ accountId, contactId: conversation.contactId, tag: "vip" });
  savedReplyId = (await aSavedReply(db, { accountId })).id;
  groupId = (await aGap(db, { accountId })).id;
  caseId = (await aTestCase(db, { accountId })).id;
  const turn = await aTurn(db, { accountId, conversationId, outcome: "handed_off" });
  messageId = (await aMessage(db, { accountId, conversationId, turnId: turn.id, body: "Do you have a sauna?" })).id;
  const ask = { accountId, actor: anActor(owner), email: "new@home.example", role: "viewer" as const };
  ({ invitationId } = await servicesOf().invitations.invite(ask));
  await db.delete(auditEntries);
});

const upload = (fields: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ accountId, ...fields })) form.set(name, value);
  form.set("file", new File(["We open at nine."], "hours.txt"));
  return form;
};

const aSharedView = async (overrides: { removedAt?: Date } = {}) =>
  (await anInboxView(database.db, { accountId: ours, madeByUserId: owner.id, ...overrides })).id;

/** What each procedure is called with. Those of one's own user run against a real auth server, in its own tests. */
const INPUTS: Record<string, () => unknown> = {
  "account.create": () => ({ name: "Second shop" }),
  "account.rename": () => ({ accountId, name: "Other name" }),
  "retention.set": () => ({ accountId, keepDays: 90 }),
  "shadow.set": () => ({ accountId, isOn: true }),
  "account.delete": () => ({ accountId, name: "", password: "x" }),
  "config.saveDraft": () => ({ accountId, settings: DEFAULT_ANSWER_SETTINGS, revision: 1 }),
  "config.discardDraft": () => ({ accountId }),
  "config.publish": () => ({ accountId, revision: 1, liveVersion: 2, note: null }),
  "config.restore": () => ({ accountId, version: 1, liveVersion: 2 }),
  "modelProvider.save": () => ({ accountId, provider: PROVIDER }),
  "modelProvider.remove": async () => {
    if (accountId === ours) await aModelProvider(database.db, { accountId });
    return { accountId };
  },
  "connection.saveSettings": () => ({ accountId, settings: { ...DEFAULT_CHANNEL_SETTINGS, groups: "when_mentioned" } }),
  "connection.start": () => ({ accountId }),
  "connection.stop": () => ({ accountId }),
  "connection.logout": () => ({ accountId }),
  "connection.requestScreenshot": () => ({ accountId }),
  "conversation.takeOver": () => ({ accountId, conversationId }),
  "conversation.returnToBot": () => ({ accountId, conversationId }),
  "conversation.close": () => ({ accountId, conversationId }),
  "conversation.snooze": () => ({ accountId, conversationId, until: new Date(Date.now() + 3_600_000) }),
  "conversation.unsnooze": async () => {
    const until = new Date(Date.now() + 3_600_000);
    await servicesOf().conversations.snooze({ accountId: ours, conversationId, until });
    return { accountId, conversationId };
  },
  "conversation.assign": () => ({ accountId, conversationId, userId: member.id }),
  "conversation.saveFact": () => ({ accountId, conversationId, name: "city", value: "Porto" }),
  "conversation.removeFact": () => ({ accountId, conversationId, name: "age" }),
  "conversation.addTag": () => ({ accountId, conversationId, tag: "gold" }),
  "conversation.removeTag": () => ({ accountId, conversationId, tag: "vip" }),
  "conversation.setPriority": () => ({ accountId, conversationId, priority: "high" }),
  "contact.setOptOut": () => ({ accountId, conversationId, isOut: true }),
  "contact.erase": () => ({ accountId, conversationId }),
  "knowledge.gaps.dismiss": () => ({ accountId, groupId }),
  "knowledge.gaps.restore": () => ({ accountId, groupId }),
  "savedReply.create": () => ({ accountId, key: "parking", text: "Behind the house." }),
  "savedReply.update": () => ({ accountId, savedReplyId, key: "hours", text: "Ten to five." }),
  "savedReply.delete": () => ({ accountId, savedReplyId }),
  "inboxView.update": async () => ({ accountId, viewId: await aSharedView(), name: "Regulars" }),
  "inboxView.share": async () => ({ accountId, viewId: await aSharedView(), isShared: false }),
  "inboxView.remove": async () => ({ accountId, viewId: await aSharedView() }),
  "inboxView.putBack": async () => ({ accountId, viewId: await aSharedView({ removedAt: new Date() }) }),
  "invitation.accept": () => ({ token }),
  "invitation.decline": () => ({ token }),
  "knowledge.upload": () => upload(),
  "knowledge.replace": () => upload({ documentId }),
  "knowledge.stop": () => ({ accountId, documentId: queuedId }),
  "knowledge.dismissFinding": () => ({ accountId, findingId }),
  "knowledge.restoreFinding": () => ({ accountId, findingId: dismissedId }),
  "knowledge.unlock": () => ({ accountId, documentId: lockedId, filePassword: "cantaloupe" }),
  "knowledge.setFolder": () => ({ accountId, documentId, folder: "Prices" }),
  "knowledge.delete": () => ({ accountId, documentId }),
  "knowledge.retry": () => ({ accountId, documentId }),
  "knowledge.web.add": () => ({ accountId, address: "www.example.com", mode: "page", recrawlEveryHours: null }),
  "knowledge.web.readNow": () => ({ accountId, webSourceId }),
  "knowledge.web.setSchedule": () => ({ accountId, webSourceId, recrawlEveryHours: 24 }),
  "knowledge.web.cancel": () => ({ accountId, webSourceId: readingSourceId }),
  "knowledge.web.delete": () => ({ accountId, webSourceId }),
  "knowledge.answers.add": () => ({ accountId, question: "Do you repair bikes?", answer: "Yes." }),
  "knowledge.answers.update": () => ({ accountId, documentId: answerId, question: "When?", answer: "At ten." }),
  "knowledge.answers.import": () => ({ accountId, pairs: [{ question: "Is there parking?", answer: "No." }] }),
  "automation.create": () => ({ accountId, name: "Rule", definition: RULE }),
  "automation.update": () => ({ accountId, ruleId: ruleIds[0], name: "Rule", definition: RULE }),
  "automation.setOn": () => ({ accountId, ruleId: ruleIds[0], isOn: true }),
  "automation.reorder": () => ({ accountId, ruleIds: ruleIds.toReversed() }),
  "automation.delete": () => ({ accountId, ruleId: ruleIds[0] }),
  "automation.addFile": () => ({ accountId, file: new File(["%PDF-1.7"], "menu.pdf") }),
  "automation.createForm": () => ({ accountId, form: FORM }),
  "automation.updateForm": () => ({ accountId, formId, form: FORM }),
  "automation.deleteForm": () => ({ accountId, formId }),
  "automation.renameTag": () => ({ accountId, from: "vip", to: "regular" }),
  "automation.deleteTag": () => ({ accountId, tag: "vip" }),
  "automation.saveHours": () => ({ accountId, hours: null }),
  "evaluation.add": () => ({ accountId, question: "Is there parking?", expected: { outcome: "decline" } }),
  "evaluation.update": () => ({ accountId, caseId, question: "Is there a sauna?", expected: { outcome: "decline" } }),
  "evaluation.remove": () => ({ accountId, caseId }),
  "evaluation.import": () => ({ accountId, cases: [{ question: "And a pool?", expected: { outcome: "decline" } }] }),
  "evaluation.addFromConversation": () => ({ accountId, messageId }),
  "evaluation.generate": async () => {
    if (accountId === ours) await aChunk(database.db, { accountId });
    return { accountId };
  },
  "evaluation.start": () => ({ accountId }),
  "evaluation.cancel": async () => {
    // Made here: while one runs no other can be started.
    const { id: runId } = await aTestRun(database.db, { accountId, state: "running" });
    return { accountId, runId };
  },
  "team.invite": () => ({ accountId, email: "other@home.example", role: "viewer" }),
  "team.resendInvitation": () => ({ accountId, invitationId }),
  "team.revokeInvitation": () => ({ accountId, invitationId }),
  "team.changeRole": () => ({ accountId, userId: member.id, role: "viewer" }),
  "team.removeMember": () => ({ accountId, userId: member.id }),
  "team.leave": () => ({ accountId }),
  "team.transferOwnership": () => ({ accountId, userId: member.id, password: "x" }),
};
const OWN = /^(?:auth|profile)\.|^invitation\.signUp$/;

async function call(path: string): Promise<void> {
  const isMember = path === "team.leave";
  const guest = path.startsWith("invitation.") ? await aUser(database.db, { email: "new@home.example" }) : undefined;
  const user = guest ?? (isMember ? member : owner);
  const http = { clientAddress: "198.51.100.7", userAgent: null } as Context["http"];
  const caller = createCaller({ services: servicesOf(), http, user, sessionId: "s", isDeveloper: false });
  const procedure = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller);
  const input = await INPUTS[path]?.();
  if (path === "account.delete") Object.assign(input as object, { name: (await nameOfAccount()) ?? "" });
  await (procedure as (input: unknown) => Promise<unknown>)(input);
}

async function nameOfAccount(): Promise<string | undefined> {
  const caller = createCaller({
    services: servicesOf(),
    http: {} as Context["http"],
    user: owner,
    sessionId: "s",
    isDeveloper: false,
  });
  return (await caller.account.get({ accountId })).name;
}

test("every audited procedure is tried here, or is one's own user's", () => {
  expect(audited.map(({ path }) => path).filter((path) => !OWN.test(path) && !INPUTS[path])).toEqual([]);
});

describe.each(audited.filter(({ path }) => !OWN.test(path)))("$path", ({ path, action }) => {
  test(`writes ${action}, with who and from where`, async () => {
    await call(path);
    const rows = await database.db.select().from(auditEntries);
    const entry = rows.find((row) => row.action === (action satisfies AuditAction));
    expect(rows.map((row) => row.action)).toContain(action);
    if (path !== "invitation.decline") expect(entry).toMatchObject({ ipAddress: "198.51.100.7" });
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain("cantaloupe");
  });

  test("writes nothing when it can't be done", async () => {
    // The same act, asked of an account that nobody here belongs to.
    const foreign = await aMember(database.db);
    const before = accountId;
    accountId = foreign.accountId;
    if (path.startsWith("invitation.")) token = "made-up";
    if (path !== "account.create") await expect(call(path)).rejects.toThrow();
    accountId = before;
    expect(path === "account.create" ? 0 : await database.db.$count(auditEntries)).toBe(0);
  });
});
