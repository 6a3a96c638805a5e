import type { Database } from "../db/client";
import { findKnowledgeVersion } from "./reading-view-queries";

/** Accounts remembered by a process. */
const MAX_KNOWN = 1_000;

/** Remembers what was found out about an account until its knowledge changes. */
export function rememberByKnowledge<Value>(
  db: Database,
  findOut: (accountId: string) => Promise<Value>,
): (accountId: string) => Promise<Value> {
  const known = new Map<string, { version: number; value: Value }>();
  return async (accountId) => {
    // Read first: a change in between makes what is remembered newer than its version, and it is found out once more.
    const version = await findKnowledgeVersion(db, accountId);
    const before = known.get(accountId);
    if (before?.version === version) return before.value;
    const value = await findOut(accountId);
    known.delete(accountId);
    known.set(accountId, { version, value });
    const [oldest] = known.keys();
    if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
