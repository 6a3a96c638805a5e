import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, DatabaseHandle } from "./client";

const CHANNEL = "parley_channels";

/** What there is for an account's connection: something the owner asks for, a reply to send, a file to fetch. */
export type ChannelSignal = "request" | "reply" | "file";

const payloadSchema = z.tuple([z.enum(["request", "reply", "file"]), z.string().min(1)]);

/**
 * Tells whichever process runs the account's connection that there is something for it. Delivered when the caller's
 * transaction commits. It only saves waiting: who listens also looks by itself now and then, so a signal that is lost costs
 * seconds and nothing else.
 */
export async function signalChannels(db: Database, accountId: string, signal: ChannelSignal): Promise<void> {
  await db.execute(sql`select pg_notify(${CHANNEL}, ${`${signal} ${accountId}`})`);
}

/** Calls back with the account of every signal; resolves once it listens, to what stops it. */
export async function onChannelSignal(
  handle: DatabaseHandle,
  onSignal: (accountId: string, signal: ChannelSignal) => void,
  onReconnect: () => void,
): Promise<() => Promise<void>> {
  const onPayload = (payload: string) => {
    const [signal, accountId] = payloadSchema.safeParse(payload.split(" ")).data ?? [];
    if (signal && accountId) onSignal(accountId, signal);
  };
  return handle.listen(CHANNEL, onPayload, onReconnect);
}
