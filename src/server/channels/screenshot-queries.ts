/**
 * A picture of the page behind a connection, for people who want to see what is wrong. Whoever asks and whoever runs the
 * connection may be different processes, so the request and the picture are a row; a signal saves the waiting.
 */
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { RESTING_STATES } from "@/domain/messaging/connection-state";
import { publishChange } from "@/server/db/changes";
import { signalChannels } from "@/server/db/channel-signal";
import type { Database } from "@/server/db/client";
import { type Lease, whileLeaseHeld } from "@/server/db/lease";
import { connectionScreenshots, connections } from "@/server/db/schema";

/** It may show customers' messages. */
const KEEP_MS = 10 * 60_000;
/** Longer than whoever runs the connection needs to hear of it and to give up on its page. */
const ANSWER_MS = 25_000;

const NOT_RUNNING = "There is no page to show while the number isn't connected.";
const NO_ANSWER = "Nobody took the picture in time. Parley may just be restarting; try again in a moment.";

export interface Screenshot {
  requestedAt: Date;
  takenAt: Date | null;
  pngBase64: string | null;
  /** Why there is none, in words; null while it is being taken. */
  error: string | null;
}

/** Asks for a new picture in place of the one before. */
export async function requestScreenshot(db: Database, accountId: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ state: connections.state })
      .from(connections)
      .where(eq(connections.accountId, accountId));
    const isRunning = row !== undefined && !RESTING_STATES.includes(row.state);
    const request = { requestedAt: now, takenAt: null, image: null, error: isRunning ? null : NOT_RUNNING };
    await tx
      .insert(connectionScreenshots)
      .values({ accountId, ...request })
      .onConflictDoUpdate({ target: connectionScreenshots.accountId, set: request });
    await publishChange(tx, { accountId, topic: "connection", id: accountId });
    if (isRunning) await signalChannels(tx, accountId, "request");
  });
}

/** What became of the last request; null when nobody asked, or too long ago. */
export async function findScreenshot(db: Database, accountId: string, now: Date): Promise<Screenshot | null> {
  const [row] = await db.select().from(connectionScreenshots).where(eq(connectionScreenshots.accountId, accountId));
  if (!row || (row.takenAt ?? row.requestedAt).getTime() <= now.getTime() - KEEP_MS) return null;
  const isLate = row.takenAt === null && row.requestedAt.getTime() <= now.getTime() - ANSWER_MS;
  return {
    requestedAt: row.requestedAt,
    takenAt: row.takenAt,
    pngBase64: row.image && Buffer.from(row.image).toString("base64"),
    error: row.error ?? (isLate ? NO_ANSWER : null),
  };
}

/** True while a picture is asked for and neither taken nor given up; for the SELECT of a connection. */
export const isScreenshotWanted = sql<boolean>`exists (
  select 1 from ${connectionScreenshots}
  where ${connectionScreenshots.accountId} = ${connections.accountId}
    and ${connectionScreenshots.takenAt} is null and ${connectionScreenshots.error} is null)`;

/** Answers the request, under the lease of the connection: with the picture, or with why there is none. */
export async function answerScreenshot(
  db: Database,
  { accountId, lease }: { accountId: string; lease: Lease },
  answer: { takenAt: Date; image: Uint8Array } | { error: string },
): Promise<void> {
  const { accountId: ofAccount, takenAt, error } = connectionScreenshots;
  await db.transaction(async (tx) => {
    const rows = await tx
      .update(connectionScreenshots)
      .set(answer)
      .where(and(eq(ofAccount, accountId), isNull(takenAt), isNull(error), whileLeaseHeld(lease)))
      .returning({ accountId: ofAccount });
    if (rows.length > 0) await publishChange(tx, { accountId, topic: "connection", id: accountId });
  });
}

/** The connection is over, and with it what its page showed. */
export async function deleteScreenshot(
  db: Database,
  { accountId, lease }: { accountId: string; lease: Lease },
): Promise<void> {
  await db
    .delete(connectionScreenshots)
    .where(and(eq(connectionScreenshots.accountId, accountId), whileLeaseHeld(lease)));
}

/** Removes the pictures, and the requests, that are too old to be shown. */
export async function deleteOldScreenshots(db: Database, now: Date): Promise<void> {
  const { takenAt, requestedAt } = connectionScreenshots;
  await db
    .delete(connectionScreenshots)
    .where(lt(sql`coalesce(${takenAt}, ${requestedAt})`, new Date(now.getTime() - KEEP_MS).toISOString()));
}
