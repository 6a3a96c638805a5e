import { and, asc, eq, inArray, isNotNull, notInArray, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { MessageKind } from "@/domain/messaging/message";
import type { Database } from "@/server/db/client";
import { accounts, automationFiles, conversations, messageMedia, messages } from "@/server/db/schema";
import type { FileKey } from "./store";

export type MediaRow = typeof messageMedia.$inferSelect;
export interface MediaKey {
  accountId: string;
  mediaId: string;
}

const isMedia = ({ accountId, mediaId }: MediaKey) =>
  and(eq(messageMedia.accountId, accountId), eq(messageMedia.id, mediaId));

/** A file with what of its message matters to whoever fetches, serves or writes it down. */
export interface MediaOfMessage extends MediaRow {
  kind: MessageKind;
  fromMe: boolean;
  stanzaId: string | null;
  conversationId: string;
  /** Where the conversation is held now; the message may have come by another spelling of it, which the driver knows. */
  chatId: string;
}

const withMessage = (db: Database) =>
  db
    .select({
      media: messageMedia,
      kind: messages.kind,
      fromMe: messages.fromMe,
      stanzaId: messages.stanzaId,
      conversationId: messages.conversationId,
      chatId: conversations.chatId,
    })
    .from(messageMedia)
    .innerJoin(messages, and(eq(messages.id, messageMedia.messageId), eq(messages.accountId, messageMedia.accountId)))
    .innerJoin(
      conversations,
      and(eq(conversations.id, messages.conversationId), eq(conversations.accountId, messages.accountId)),
    );

export async function findMedia(db: Database, key: MediaKey): Promise<MediaOfMessage | undefined> {
  const [row] = await withMessage(db).where(isMedia(key));
  return row && asMedia(row);
}

const asMedia = ({ media, ...message }: Omit<MediaOfMessage, keyof MediaRow> & { media: MediaRow }) => ({
  ...media,
  ...message,
});

/**
 * Files of the account that are to be fetched: first those that are due, in the order their messages were stored, then
 * those that fall due later, the next one first.
 */
export async function listWaitingMedia(
  db: Database,
  { accountId, now, except, limit }: { accountId: string; now: Date; except: string[]; limit: number },
): Promise<MediaOfMessage[]> {
  const isLater = sql`${messageMedia.nextAttemptAt} > ${now.toISOString()}`;
  const rows = await withMessage(db)
    .where(
      and(
        eq(messageMedia.accountId, accountId),
        eq(messageMedia.status, "waiting"),
        except.length > 0 ? notInArray(messageMedia.id, except) : undefined,
      ),
    )
    .orderBy(isLater, sql`case when ${isLater} then null else ${messages.seq} end`, asc(messageMedia.nextAttemptAt))
    .limit(limit);
  return rows.map(asMedia);
}

type Settlement = Partial<
  Pick<MediaRow, "status" | "mimeType" | "sizeBytes" | "sha256" | "fileName" | "attempts" | "nextAttemptAt">
>;

/** @returns false when it no longer waits: its message was taken back, or another process was faster */
export async function settleWaiting(tx: Database, key: MediaKey, settlement: Settlement): Promise<boolean> {
  const rows = await tx
    .update(messageMedia)
    .set(settlement)
    .where(and(isMedia(key), eq(messageMedia.status, "waiting")))
    .returning({ id: messageMedia.id });
  return rows.length === 1;
}

/** @returns false when there is nothing left to write it under */
export async function saveTranscript(tx: Database, key: MediaKey, transcript: string): Promise<boolean> {
  const rows = await tx
    .update(messageMedia)
    .set({ transcript })
    .where(and(isMedia(key), eq(messageMedia.status, "stored")))
    .returning({ id: messageMedia.id });
  return rows.length === 1;
}

/** Until the transaction ends nobody else keeps or removes these bytes. */
export async function lockFile(tx: Database, { accountId, sha256 }: FileKey): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`media:${accountId}:${sha256}`}, 0))`);
}

/** What is sent with a message of ours; undefined unless its file is stored. */
export async function findOutgoing(db: Database, { accountId, messageId }: { accountId: string; messageId: string }) {
  const [row] = await db
    .select({
      kind: messages.kind,
      sha256: messageMedia.sha256,
      mimeType: messageMedia.mimeType,
      fileName: messageMedia.fileName,
    })
    .from(messageMedia)
    .innerJoin(messages, and(eq(messages.id, messageMedia.messageId), eq(messages.accountId, messageMedia.accountId)))
    .where(
      and(
        eq(messageMedia.accountId, accountId),
        eq(messageMedia.messageId, messageId),
        eq(messageMedia.status, "stored"),
        eq(messages.fromMe, true),
      ),
    );
  return row;
}

/** Those of the digests that some message or rule of the account still has. */
export async function listReferenced(db: Database, accountId: string, digests: string[]): Promise<Set<string>> {
  const ofMessages = db
    .select({ sha256: messageMedia.sha256 })
    .from(messageMedia)
    .where(
      and(eq(messageMedia.accountId, accountId), isNotNull(messageMedia.sha256), inArray(messageMedia.sha256, digests)),
    );
  const ofRules = db
    .select({ sha256: automationFiles.sha256 })
    .from(automationFiles)
    .where(and(eq(automationFiles.accountId, accountId), inArray(automationFiles.sha256, digests)));
  const rows = await union(ofMessages, ofRules);
  return new Set(rows.flatMap(({ sha256 }) => sha256 ?? []));
}

/** Those of the ids that are accounts. */
export async function listAccounts(db: Database, ids: string[]): Promise<string[]> {
  const rows = await db.select({ id: accounts.id }).from(accounts).where(inArray(accounts.id, ids));
  return rows.map(({ id }) => id);
}
