import { and, eq, inArray } from "drizzle-orm";
import type { MediaDescriptor, MessageKind } from "@/domain/messaging/message";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { messageMedia } from "@/server/db/schema";

export interface MessageId {
  accountId: string;
  messageId: string;
}

/** The file of a new message: to be fetched by whoever holds the connection. */
export async function insertMedia(tx: Database, message: MessageId, media: MediaDescriptor, now: Date): Promise<void> {
  const { mimeType, fileName, sizeBytes, durationSeconds } = media;
  await tx.insert(messageMedia).values({
    id: newId("media"),
    ...message,
    mimeType: mimeType ?? null,
    fileName: fileName ?? null,
    // WhatsApp's figures may be fractions, and what a sender made up may be anything.
    sizeBytes: wholeOrNull(sizeBytes),
    durationSeconds: wholeOrNull(durationSeconds),
    nextAttemptAt: now,
  });
}

/** A file of ours that lies in the account's folder already. */
export interface StoredFile {
  kind: Extract<MessageKind, "image" | "video" | "audio" | "document">;
  /** Hexadecimal SHA-256. */
  sha256: string;
  /** By its bytes. */
  mimeType: string;
  fileName: string;
  sizeBytes: number;
}

/** The file of a message that we write: nothing is to be fetched. */
export async function insertStoredMedia(tx: Database, message: MessageId, file: StoredFile): Promise<void> {
  const { sha256, mimeType, fileName, sizeBytes } = file;
  await tx
    .insert(messageMedia)
    .values({ id: newId("media"), ...message, status: "stored", sha256, mimeType, fileName, sizeBytes });
}

const LARGEST_INTEGER = 2 ** 31 - 1;
const wholeOrNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value >= 0 && value <= LARGEST_INTEGER ? Math.round(value) : null;

/** Forgets all that the file told. @returns the digest of the bytes that were stored, if there were any */
export async function deleteMedia(tx: Database, { accountId, messageId }: MessageId): Promise<string | null> {
  const ofMessage = and(eq(messageMedia.accountId, accountId), eq(messageMedia.messageId, messageId));
  const [row] = await tx.select({ sha256: messageMedia.sha256 }).from(messageMedia).where(ofMessage).for("update");
  if (!row) return null;
  await tx
    .update(messageMedia)
    .set({ status: "deleted", fileName: null, transcript: null, sha256: null })
    .where(ofMessage);
  return row.sha256;
}

const shownColumns = {
  id: messageMedia.id,
  status: messageMedia.status,
  mimeType: messageMedia.mimeType,
  fileName: messageMedia.fileName,
  sizeBytes: messageMedia.sizeBytes,
  durationSeconds: messageMedia.durationSeconds,
  transcript: messageMedia.transcript,
};
/** The files of messages, by message. */
export async function listMedia(
  db: Database,
  { accountId, messageIds }: { accountId: string; messageIds: readonly string[] },
) {
  const rows = await db
    .select({ messageId: messageMedia.messageId, media: shownColumns })
    .from(messageMedia)
    .where(and(eq(messageMedia.accountId, accountId), inArray(messageMedia.messageId, [...messageIds])));
  return new Map(rows.map(({ messageId, media }) => [messageId, media]));
}
