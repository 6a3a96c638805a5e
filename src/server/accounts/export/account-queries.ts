import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import {
  accounts,
  answerPairs,
  automationForms,
  automationRules,
  configVersions,
  connections,
  documents,
  inboxViews,
  invitations,
  members,
  modelProviders,
  savedReplies,
  testCases,
  users,
  webPages,
  webSources,
} from "@/server/db/schema";

/** Where a page goes on: after that row, or from the beginning. */
type After = { id: string } | undefined;

/** What the account itself is set to. Columns are named one by one here and below: a new one, or a secret, is not in it. */
export async function findSettings(db: Database, accountId: string) {
  const [row] = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      answerSettings: accounts.answerSettings,
      channelSettings: accounts.channelSettings,
      businessHours: accounts.businessHours,
      isShadowed: accounts.isShadowed,
      keepDays: accounts.keepDays,
      phoneNumber: connections.phoneNumber,
      createdAt: accounts.createdAt,
    })
    .from(accounts)
    .leftJoin(connections, eq(connections.accountId, accounts.id))
    .where(eq(accounts.id, accountId));
  return row;
}

/** Which models answer, without the key to them. */
export const listModelProviders = (db: Database, accountId: string) =>
  db
    .select({
      kind: modelProviders.kind,
      baseUrl: modelProviders.baseUrl,
      model: modelProviders.model,
      fallbackModel: modelProviders.fallbackModel,
    })
    .from(modelProviders)
    .where(eq(modelProviders.accountId, accountId));

export const listConfigVersions = (db: Database, accountId: string) =>
  db
    .select({
      version: configVersions.version,
      settings: configVersions.settings,
      note: configVersions.note,
      restoredFrom: configVersions.restoredFrom,
      createdAt: configVersions.createdAt,
    })
    .from(configVersions)
    .where(eq(configVersions.accountId, accountId))
    .orderBy(asc(configVersions.version));

export const listTeam = (db: Database, accountId: string) =>
  db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      joinedAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.accountId, accountId))
    .orderBy(asc(users.id));

/** Those that nobody has answered yet, without what opens them. */
export const listInvitations = (db: Database, accountId: string) =>
  db
    .select({ email: invitations.email, role: invitations.role, expiresAt: invitations.expiresAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.accountId, accountId),
        isNull(invitations.acceptedAt),
        isNull(invitations.declinedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .orderBy(asc(invitations.id));

/** Documents as they are listed; of web pages with their address, of written answers with the answer. */
export const listDocuments = (db: Database, accountId: string, after: After, limit: number) =>
  db
    .select({
      id: documents.id,
      name: documents.name,
      source: documents.source,
      folder: documents.folder,
      mediaType: documents.mediaType,
      sizeBytes: documents.sizeBytes,
      sha256: documents.contentHash,
      status: documents.status,
      pageCount: documents.pageCount,
      version: documents.version,
      url: webPages.url,
      question: answerPairs.question,
      answer: answerPairs.answer,
      createdAt: documents.createdAt,
      updatedAt: documents.updatedAt,
    })
    .from(documents)
    .leftJoin(webPages, and(eq(webPages.documentId, documents.id), eq(webPages.accountId, documents.accountId)))
    .leftJoin(
      answerPairs,
      and(eq(answerPairs.documentId, documents.id), eq(answerPairs.accountId, documents.accountId)),
    )
    .where(and(eq(documents.accountId, accountId), after && gt(documents.id, after.id)))
    .orderBy(asc(documents.id))
    .limit(limit);

export const listWebSources = (db: Database, accountId: string, after: After, limit: number) =>
  db
    .select({
      id: webSources.id,
      address: webSources.address,
      mode: webSources.mode,
      recrawlEveryHours: webSources.recrawlEveryHours,
      createdAt: webSources.createdAt,
    })
    .from(webSources)
    .where(and(eq(webSources.accountId, accountId), after && gt(webSources.id, after.id)))
    .orderBy(asc(webSources.id))
    .limit(limit);

export const listRules = (db: Database, accountId: string, after: After, limit: number) =>
  db
    .select({
      id: automationRules.id,
      name: automationRules.name,
      position: automationRules.position,
      isOn: automationRules.isOn,
      definition: automationRules.definition,
    })
    .from(automationRules)
    .where(and(eq(automationRules.accountId, accountId), after && gt(automationRules.id, after.id)))
    .orderBy(asc(automationRules.id))
    .limit(limit);

export const listForms = (db: Database, accountId: string, after: After, limit: number) =>
  db
    .select({ id: automationForms.id, definition: automationForms.definition })
    .from(automationForms)
    .where(and(eq(automationForms.accountId, accountId), after && gt(automationForms.id, after.id)))
    .orderBy(asc(automationForms.id))
    .limit(limit);

export const listSavedReplies = (db: Database, accountId: string, after: After, limit: number) =>
  db
    .select({ id: savedReplies.id, key: savedReplies.key, text: savedReplies.text })
    .from(savedReplies)
    .where(and(eq(savedReplies.accountId, accountId), after && gt(savedReplies.id, after.id)))
    .orderBy(asc(savedReplies.id))
    .limit(limit);

/** Of everybody; those that were removed are gone, though they can still be put back. */
export const listInboxViews = (db: Database, accountId: string, after: After, limit: number) =>
  db
    .select({
      id: inboxViews.id,
      name: inboxViews.name,
      madeBy: inboxViews.madeByUserId,
      isShared: sql<boolean>`${inboxViews.ownerUserId} is null`,
      filter: inboxViews.filter,
      tags: inboxViews.tags,
      assigneeId: inboxViews.assigneeId,
      isUnread: inboxViews.isUnread,
    })
    .from(inboxViews)
    .where(and(eq(inboxViews.accountId, accountId), isNull(inboxViews.removedAt), after && gt(inboxViews.id, after.id)))
    .orderBy(asc(inboxViews.id))
    .limit(limit);

export const listTestQuestions = (db: Database, accountId: string, after: After, limit: number) =>
  db
    .select({
      id: testCases.id,
      question: testCases.question,
      expected: testCases.expected,
      source: testCases.source,
    })
    .from(testCases)
    .where(and(eq(testCases.accountId, accountId), after && gt(testCases.id, after.id)))
    .orderBy(asc(testCases.id))
    .limit(limit);
