import { and, avg, count, desc, eq, gte, inArray, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/server/db/client";
import { accounts, replyDrafts, turns } from "@/server/db/schema";
import type { ConversationKey } from "../conversation-queries";

export type DraftRow = typeof replyDrafts.$inferSelect;

const ofConversation = ({ accountId, conversationId }: ConversationKey) =>
  and(eq(replyDrafts.accountId, accountId), eq(replyDrafts.conversationId, conversationId));

/** Read inside the transaction that is about to send: what was switched on while a reply was written holds for it. */
export async function findIsShadowed(db: Database, accountId: string): Promise<boolean> {
  const [row] = await db.select({ isShadowed: accounts.isShadowed }).from(accounts).where(eq(accounts.id, accountId));
  return row?.isShadowed ?? false;
}

export async function insertDraft(tx: Database, draft: typeof replyDrafts.$inferInsert): Promise<void> {
  await tx.insert(replyDrafts).values(draft);
}

/** At most one waits in a conversation. */
export async function findWaitingDraft(tx: Database, key: ConversationKey): Promise<DraftRow | undefined> {
  const [row] = await tx
    .select()
    .from(replyDrafts)
    .where(and(ofConversation(key), eq(replyDrafts.status, "waiting")));
  return row;
}

/** A draft with what its turn says of it, whatever has become of it. */
export async function findDraft(tx: Database, key: ConversationKey & { draftId: string }) {
  const [row] = await tx
    .select({ draft: replyDrafts, reason: turns.reason })
    .from(replyDrafts)
    .innerJoin(turns, and(eq(turns.id, replyDrafts.turnId), eq(turns.accountId, replyDrafts.accountId)))
    .where(and(ofConversation(key), eq(replyDrafts.id, key.draftId)));
  return row;
}

/** The waiting draft as the inbox shows it: with the question and what it stands on. */
export async function selectShownDraft(db: Database, key: ConversationKey) {
  const [row] = await db
    .select({
      id: replyDrafts.id,
      turnId: replyDrafts.turnId,
      text: replyDrafts.text,
      createdAt: replyDrafts.createdAt,
      question: turns.question,
      band: turns.band,
      trace: turns.trace,
    })
    .from(replyDrafts)
    .innerJoin(turns, and(eq(turns.id, replyDrafts.turnId), eq(turns.accountId, replyDrafts.accountId)))
    .where(and(ofConversation(key), eq(replyDrafts.status, "waiting")));
  return row;
}

/** Only one that still waits: what somebody decided stays decided. */
export async function decideDraft(
  tx: Database,
  { accountId, id }: Pick<DraftRow, "accountId" | "id">,
  decision: Pick<DraftRow, "status" | "decidedAt"> & Partial<Pick<DraftRow, "sentText" | "agreement" | "decidedBy">>,
): Promise<void> {
  await tx
    .update(replyDrafts)
    .set(decision)
    .where(and(eq(replyDrafts.accountId, accountId), eq(replyDrafts.id, id), eq(replyDrafts.status, "waiting")));
}

export async function outdateWaitingDraft(tx: Database, key: ConversationKey, now: Date): Promise<void> {
  await tx
    .update(replyDrafts)
    .set({ status: "outdated", decidedAt: now })
    .where(and(ofConversation(key), eq(replyDrafts.status, "waiting")));
}

/**
 * The drafts of two conversations that become one. The newer one goes on waiting, under the epoch that holds then; the
 * other is outdated.
 */
export async function mergeDrafts(
  tx: Database,
  { accountId, keptId, absorbedId }: { accountId: string; keptId: string; absorbedId: string },
  { ownershipEpoch, now }: { ownershipEpoch: number; now: Date },
): Promise<void> {
  const both = and(
    eq(replyDrafts.accountId, accountId),
    inArray(replyDrafts.conversationId, [keptId, absorbedId]),
    eq(replyDrafts.status, "waiting"),
  );
  const waiting = await tx
    .select({ conversationId: replyDrafts.conversationId })
    .from(replyDrafts)
    .where(both)
    .orderBy(desc(replyDrafts.createdAt));
  for (const { conversationId } of waiting.slice(1)) await outdateWaitingDraft(tx, { accountId, conversationId }, now);
  await tx.update(replyDrafts).set({ ownershipEpoch }).where(both);
  await tx
    .update(replyDrafts)
    .set({ conversationId: keptId })
    .where(ofConversation({ accountId, conversationId: absorbedId }));
}

/** How people decided about drafts since then, by topic, the most frequent first. What became outdated says nothing. */
export async function selectAgreement(db: Database, { accountId, since }: { accountId: string; since: Date }) {
  const decided = count();
  return db
    .select({
      topic: sql<string>`${replyDrafts.topic}`,
      count: decided,
      unchangedCount: sql<number>`count(*) filter (where ${replyDrafts.status} = 'sent')`.mapWith(Number),
      agreement: avg(replyDrafts.agreement).mapWith(Number),
    })
    .from(replyDrafts)
    .where(
      and(
        eq(replyDrafts.accountId, accountId),
        gte(replyDrafts.decidedAt, since),
        isNotNull(replyDrafts.topic),
        isNotNull(replyDrafts.agreement),
      ),
    )
    .groupBy(replyDrafts.topic)
    .orderBy(desc(decided), replyDrafts.topic);
}
