import { sql } from "drizzle-orm";
import type { Database, DatabaseHandle } from "./client";

const CHANNEL = "parley_channels";

/**
 * Tells whichever process runs the account's connection that there is something for it: the owner asked for something,
 * or a reply waits. Delivered when the caller's transaction commits. It only saves waiting: who listens also looks by
 * itself now and then, so a signal that is lost costs seconds and nothing else.
 */
export async function signalChannels(db: Database, accountId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${CHANNEL}, ${accountId})`);
}

/** Calls back with the account of every signal; resolves once it listens, to what stops it. */
export async function onChannelSignal(
  handle: DatabaseHandle,
  onSignal: (accountId: string) => void,
  onReconnect: () => void,
): Promise<() => Promise<void>> {
  return handle.listen(CHANNEL, onSignal, onReconnect);
}
