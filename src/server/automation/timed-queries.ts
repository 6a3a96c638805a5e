import { and, desc, eq, gte, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { MessageAuthor } from "@/domain/messaging/message";
import type { Database } from "../db/client";
import { automationRules, automationRuns, contacts, conversations, messages } from "../db/schema";
import { waitsForPerson } from "../db/waiting";

/** More conversations than this at once would look like a campaign, which rules are not for. */
const MAX_AT_ONCE = 200;

export interface LastMessage {
  id: string;
  sentAt: Date;
}

/** The newest message of each conversation since an instant by one of these authors; of our own, only what was sent. */
export async function listLastMessages(
  db: Database,
  { accountId, since, authors }: { accountId: string; since: Date; authors: MessageAuthor[] },
): Promise<Map<string, LastMessage>> {
  const rows = await db
    .selectDistinctOn([messages.conversationId], {
      conversationId: messages.conversationId,
      id: messages.id,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .where(
      and(
        eq(messages.accountId, accountId),
        gte(messages.sentAt, since),
        inArray(messages.author, authors),
        isNotNull(messages.stanzaId),
      ),
    )
    .orderBy(messages.conversationId, desc(messages.seq));
  return new Map(rows.map(({ conversationId, ...message }) => [conversationId, message]));
}

/** Those of the conversations that the bot may write in by itself, the newest first. */
export function listReachable(
  db: Database,
  {
    accountId,
    conversationIds,
    isWaiting,
    now,
  }: { accountId: string; conversationIds: string[]; isWaiting: boolean; now: Date },
) {
  return db
    .select({
      id: conversations.id,
      ownershipEpoch: conversations.ownershipEpoch,
      lastMessageAt: conversations.lastMessageAt,
      needsPersonReason: conversations.needsPersonReason,
    })
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.id, conversations.contactId), eq(contacts.accountId, conversations.accountId)))
    .where(
      and(
        eq(conversations.accountId, accountId),
        inArray(conversations.id, conversationIds),
        isWaiting ? waitsForPerson(now) : undefined,
        or(eq(conversations.owner, "bot"), lte(conversations.takeoverUntil, now)),
        isNull(contacts.optedOutAt),
        eq(contacts.isGroup, false),
      ),
    )
    .orderBy(desc(conversations.lastMessageAt))
    .limit(MAX_AT_ONCE);
}
export type ReachableConversation = Awaited<ReturnType<typeof listReachable>>[number];

/** Those of the keys under which a rule has acted already. */
export async function listKnownRuns(db: Database, accountId: string, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .select({ key: automationRuns.key })
    .from(automationRuns)
    .where(and(eq(automationRuns.accountId, accountId), inArray(automationRuns.key, keys)));
  return new Set(rows.map(({ key }) => key));
}

/** Accounts with rules that are on. */
export async function listAccountsWithRules(db: Database): Promise<string[]> {
  const rows = await db
    .selectDistinct({ accountId: automationRules.accountId })
    .from(automationRules)
    .where(eq(automationRules.isOn, true));
  return rows.map(({ accountId }) => accountId);
}
