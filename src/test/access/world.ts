import { eq } from "drizzle-orm";
import { ROLES, type Role } from "@/domain/access/roles";
import { traceWithoutAgent } from "@/domain/agent/turn";
import { recordAudit } from "@/server/audit/service";
import { CookieJar } from "@/server/auth/auth-fixture";
import { addTag, setField } from "@/server/automation/customer-queries";
import { requestScreenshot } from "@/server/channels/screenshot-queries";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { authSessions, connectionEvents, conversationNotes, mails, messageMedia } from "@/server/db/schema";
import type { MediaStore } from "@/server/media/store";
import {
  aConfiguration,
  aConnection,
  aContact,
  aConversation,
  aDocument,
  aDocumentFile,
  aDraft,
  aFinding,
  aGap,
  aMember,
  aMessage,
  aModelProvider,
  anAccount,
  anAutomationForm,
  anAutomationRule,
  anInboxView,
  aSavedReply,
  aTestCase,
  aTestRun,
  aTurn,
  aWebPage,
  aWebSource,
} from "../factories";
import { type AccessServices, accessServices } from "./services";

export const PASSWORD = "tangerine lamp at dawn";
/** Stands in every text of the other account: whoever reads it in an answer of ours has found a hole. */
export const FOREIGN_MARK = "heliotrope";
/** The step of a turn whose message came in while Parley was off. */
const MISSED = { name: "gate", ms: 0, note: "too_old" };
/** What pairs a phone with whoever has it. */
export const QR_MARK = "2@vermilion";

export interface Person {
  id: string;
  email: string;
  /** Signed in, in a browser of their own. */
  browser: CookieJar;
  sessionId: string;
}

/** An account with one of everything in it. */
export interface Tenant {
  accountId: string;
  accountName: string;
  team: Record<Role, Person>;
  /** A second owner, so that the first may go. */
  partner: Person;
  /** A viewer to whom things are done. */
  colleague: Person;
  /** Digits of its customer. */
  customerNumber: string;
  conversationId: string;
  turnId: string;
  /** What the bot would say, which waits for a person. */
  draftId: string;
  /** It couldn't be read, and can be read again. */
  documentId: string;
  /** A site with a page that was read. */
  webSourceId: string;
  /** The document of a question with its answer. */
  answerId: string;
  question: string;
  /** It waits to be read. */
  queuedDocumentId: string;
  /** It asks for its password. */
  lockedDocumentId: string;
  findingId: string;
  /** A question that nothing answers. */
  groupId: string;
  testCaseId: string;
  ruleId: string;
  otherRuleId: string;
  /** No rule starts it. */
  formId: string;
  /** A test run that came to its end. */
  testRunId: string;
  /** What a customer asked and a person has to answer. */
  messageId: string;
  invitationId: string;
  auditEntryId: string;
  mediaId: string;
  savedReplyId: string;
  /** Its customer has it. */
  tag: string;
  /** Shared with the team. */
  inboxViewId: string;
}

export interface World {
  ours: Tenant;
  foreign: Tenant;
  /** An owner, of another account altogether. */
  stranger: Person;
  /** Our owner's second browser, whose session was ended from the first. */
  ended: Person;
  /** The owner's third, whose session the auth server has ended without telling. */
  forgotten: Person;
  /** Our owner's cookies with another user's id written into the token. */
  forged: Person;
  /** The only owner of an account. */
  lone: Person;
}

/** A document that an account has read. */
export const handbookOf = (accountName: string): string =>
  `# Deposits\n\nEach kayak needs a deposit of fifty euros at ${accountName}.\n`;

/** Two accounts that know nothing of each other, and people around them. */
export async function buildWorld(db: Database, store: MediaStore): Promise<World> {
  const access = accessServices(db, store);
  const ours = await aTenant(access, store, { name: "Lumen Bikes", mark: "lantern", number: "628120000777" });
  const foreign = await aTenant(access, store, {
    name: `${FOREIGN_MARK} shop`,
    mark: FOREIGN_MARK,
    number: "351912000888",
  });
  const stranger = await aPerson(access, "stranger@elsewhere.example");
  const elsewhere = await anAccount(db);
  for (const userId of [stranger.id, (await aPerson(access, "friend@elsewhere.example")).id])
    await aMember(db, { accountId: elsewhere.id, userId, role: "owner" });
  const ended = await signInAgain(access, ours.team.owner);
  await access.services.auth.endSession({ userId: ended.id, sessionId: ended.sessionId });
  const forgotten = await signInAgain(access, ours.team.owner);
  await db.delete(authSessions).where(eq(authSessions.id, forgotten.sessionId));
  const lone = await aPerson(access, "lone@elsewhere.example");
  await aMember(db, { accountId: (await anAccount(db)).id, userId: lone.id, role: "owner" });
  // One that is being deleted: it has no team any more.
  await anAccount(db);
  await leaveTraces(access, foreign.colleague);
  return { ours, foreign, stranger, ended, forgotten, forged: forge(ours.team.owner, foreign.team.owner.id), lone };
}

async function aTenant(
  access: AccessServices,
  store: MediaStore,
  { name, mark, number }: { name: string; mark: string; number: string },
): Promise<Tenant> {
  const { db, knowledge, invitations } = access.services;
  const accountId = (await anAccount(db, { name })).id;
  const join = async (label: string, role: Role) => {
    const person = await aPerson(access, `${label}@${mark}.example`);
    await aMember(db, { accountId, userId: person.id, role });
    return person;
  };
  const team = {} as Record<Role, Person>;
  for (const role of ROLES) team[role] = await join(role, role);
  const partner = await join("partner", "owner");
  const colleague = await join("colleague", "viewer");
  const owner = { userId: team.owner.id, email: team.owner.email, ipAddress: "198.51.100.7", userAgent: null };

  await aConnection(db, { accountId, state: "qr", qr: `${QR_MARK},${mark}`, phoneNumber: number, displayName: mark });
  await db.insert(connectionEvents).values({ accountId, at: new Date(), state: "qr", detail: mark });
  await requestScreenshot(db, accountId, new Date());
  const customer = await aContact(db, { accountId, displayName: `Sari ${mark}`, phoneNumber: number });
  const preview = `Call me on +${number}, ${mark}`;
  const conversation = await aConversation(db, {
    accountId,
    contactId: customer.id,
    lastMessagePreview: preview,
    needsPersonReason: "The customer asked for a person.",
  });
  const key = { accountId, conversationId: conversation.id };
  const turn = await aTurn(db, {
    ...key,
    question: preview,
    outcome: "ignored",
    trace: traceWithoutAgent(preview, MISSED),
  });
  await aMessage(db, { ...key, body: preview, turnId: turn.id });
  await db.insert(conversationNotes).values({ id: newId("note"), ...key, authorUserId: team.owner.id, body: preview });
  const staged = await store.stage(accountId, new TextEncoder().encode(mark));
  await staged.keep();
  const { sha256, sizeBytes } = staged;
  const photo = await aMessage(db, { ...key, kind: "image", body: mark });
  const mediaId = newId("media");
  const file = { status: "stored" as const, mimeType: "image/jpeg", sha256, sizeBytes };
  await db.insert(messageMedia).values({ id: mediaId, accountId, messageId: photo.id, ...file });

  const failed = { status: "failed" as const, failureReason: "corrupt" as const, readyAt: null };
  const documentId = (await aDocument(db, { accountId, name: `${mark}.md`, ...failed })).id;
  await aDocumentFile(db, { accountId, documentId });
  await aTurn(db, { ...key, question: preview, reply: preview, citedDocumentIds: [documentId] });
  const queued = await aDocument(db, { accountId, name: `${mark} terms.md`, status: "queued", readyAt: null });
  const locked = { ...failed, failureReason: "password_required" as const, mediaType: "application/pdf" };
  const lockedDocument = await aDocument(db, { accountId, name: `${mark} contract.pdf`, ...locked });
  const handbook = new TextEncoder().encode(handbookOf(name));
  const read = await knowledge.addDocument({
    accountId,
    name: `${mark} handbook.md`,
    bytes: handbook,
    uploadedBy: owner.userId,
  });
  await knowledge.ingestDocument({ accountId, documentId: read.documentId }, new AbortController().signal);
  const webSourceId = (await aWebSource(db, { accountId, address: `https://${mark}.example/` })).id;
  await aWebPage(db, { accountId, webSourceId, url: `https://${mark}.example/prices`, title: `Prices of ${mark}` });
  const question = `When does ${mark} open?`;
  const answered = { accountId, question, answer: `${name} opens at nine.`, isReplacing: false };
  const { documentId: answerId } = await access.services.answers.add({ ...answered, actor: owner });
  await knowledge.ingestDocument({ accountId, documentId: answerId }, new AbortController().signal);
  const finding = await aFinding(db, { accountId, details: { question: `Do you sell ${mark}?`, count: 3 } });
  const gap = await aGap(db, { accountId, firstQuestion: `Do you repair ${mark}?` });
  const tested = await aTestCase(db, { accountId, question: `Is ${preview} a number?` });
  const run = await aTestRun(db, { accountId, caseId: tested.id, question: tested.question, reply: preview });
  const contact = { accountId, contactId: customer.id };
  await addTag(db, { ...contact, tag: mark });
  await setField(db, { ...contact, name: "other_number", value: `+${number}` });
  await aConfiguration(db, { accountId, draft: { persona: mark, instructions: `Praise ${mark}.` } });
  await aModelProvider(db, { accountId, model: `${mark}-model` });
  const rule = await anAutomationRule(db, { accountId, name: `Welcome to ${mark}` });
  const otherRule = await anAutomationRule(db, { accountId, name: `Away from ${mark}`, position: 1 });
  const form = await anAutomationForm(db, { accountId, name: `Order of ${mark}` });
  const savedReply = await aSavedReply(db, { accountId, key: mark, text: `Call ${mark} on +${number}.` });
  const inboxView = await anInboxView(db, { accountId, name: `${mark} +${number}`, tags: [mark] });
  const handedOff = await aTurn(db, { ...key, question: `Do you rent out ${mark}?`, outcome: "handed_off" });
  const asked = await aMessage(db, { ...key, body: `Do you rent out ${mark}?`, turnId: handedOff.id });
  const draft = await aDraft(db, { ...key, text: `${preview}, says the bot`, topic: `${mark} handbook.md` });
  const urgent = await aTurn(db, { ...key, question: preview, outcome: "handed_off", reason: preview });
  await aMessage(db, { ...key, body: preview, turnId: urgent.id });
  const { invitationId } = await invitations.invite({
    accountId,
    actor: owner,
    email: `guest@${mark}.example`,
    role: "viewer",
  });
  await recordAudit(db, {
    accountId,
    actor: owner,
    action: "account.renamed",
    before: { name: mark },
    after: { name },
  });
  const [entry] = await db.query.auditEntries.findMany({
    where: (row) => eq(row.accountId, accountId),
    limit: 1,
  });
  await db.insert(mails).values({
    id: newId("mail"),
    accountId,
    to: `lost@${mark}.example`,
    template: "team_invitation",
    status: "failed",
  });
  return {
    accountId,
    accountName: name,
    team,
    partner,
    colleague,
    customerNumber: number,
    conversationId: conversation.id,
    turnId: turn.id,
    draftId: draft.id,
    documentId,
    webSourceId,
    answerId,
    question,
    queuedDocumentId: queued.id,
    lockedDocumentId: lockedDocument.id,
    findingId: finding.id,
    groupId: gap.id,
    testCaseId: tested.id,
    testRunId: run.id,
    ruleId: rule.id,
    otherRuleId: otherRule.id,
    formId: form.id,
    messageId: asked.id,
    invitationId,
    auditEntryId: entry?.id ?? "",
    mediaId,
    savedReplyId: savedReply.id,
    tag: mark,
    inboxViewId: inboxView.id,
  };
}

/** Somebody who signed up and is signed in. */
async function aPerson(access: AccessServices, email: string): Promise<Person> {
  const browser = new CookieJar();
  await browser.request((http) => access.services.auth.signUp({ email, password: PASSWORD }, http));
  return personIn(access, browser);
}

async function signInAgain(access: AccessServices, { email }: Person): Promise<Person> {
  const browser = new CookieJar();
  await browser.request((http) => access.services.auth.signIn({ email, password: PASSWORD }, http));
  return personIn(access, browser);
}

async function personIn({ services }: AccessServices, browser: CookieJar): Promise<Person> {
  const session = await browser.request((http) => services.auth.readSession(http));
  if (!session) throw new Error("Signing in left no session.");
  return { ...session.user, browser, sessionId: session.sessionId };
}

/** What somebody's own acts leave with the sign-in: an open link, and a session that nobody has used for long. */
async function leaveTraces(access: AccessServices, person: Person): Promise<void> {
  const { auth, db } = access.services;
  await new CookieJar().request((http) => auth.requestPasswordReset(person.email, http));
  const idle = await signInAgain(access, person);
  const refreshedAt = new Date(Date.now() - 90 * 24 * 3_600_000);
  await db.update(authSessions).set({ refreshedAt }).where(eq(authSessions.id, idle.sessionId));
}

/** The person's cookies, with another user's id in the token and the signature as it was. */
function forge(person: Person, userId: string): Person {
  const browser = new CookieJar();
  const parts = [...person.browser.cookies].toSorted(([a], [b]) => a.localeCompare(b));
  const name = parts[0]?.[0].replace(/\.\d+$/, "") ?? "";
  const session = readCookie(parts.map(([, value]) => decodeURIComponent(value)).join(""));
  const [head, payload = "", signature] = session.access_token.split(".");
  const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), sub: userId };
  const token = [head, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
  const value = Buffer.from(JSON.stringify({ ...session, access_token: token })).toString("base64url");
  browser.cookies.set(name, `${COOKIE_PREFIX}${value}`);
  return { ...person, browser };
}

const COOKIE_PREFIX = "base64-";

const readCookie = (text: string) =>
  JSON.parse(Buffer.from(text.slice(COOKIE_PREFIX.length), "base64url").toString()) as { access_token: string };
