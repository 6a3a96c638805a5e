import type { Database } from "@/server/db/client";
import { deleteIdleKeys, deleteKey, takeArrival } from "./queries";

export interface RateLimit {
  /** How many may come at once. */
  attempts: number;
  /** In this time all of them are given back, evenly: after a full burst there is one more every windowMs / attempts. */
  windowMs: number;
}

export type Permit = { ok: true } | { ok: false; retryAfterMs: number };

export interface RateLimiter {
  /** Counts an attempt, unless the key has used up its share: then nothing is counted and the key waits. */
  take(key: string, limit: RateLimit, now: Date): Promise<Permit>;
  /** Takes back the attempts of a key; called when it has proven that it is no guesser. */
  forgive(key: string): Promise<void>;
  /** Removes the keys that have their whole share again. */
  tidy(now: Date): Promise<void>;
}

/**
 * Limits that all processes share, kept in the database and surviving a restart: the generic cell rate algorithm (ITU-T
 * I.371), which needs one instant per key and one atomic statement per attempt.
 * @param db never a transaction: a refusal must count though the request rolls back
 */
export function createRateLimiter(db: Database): RateLimiter {
  return {
    take: async (key, { attempts, windowMs }, now) => {
      const intervalMs = windowMs / attempts;
      const taken = await takeArrival(db, { key, now, intervalMs, toleranceMs: windowMs - intervalMs });
      return taken.ok ? taken : { ok: false, retryAfterMs: Math.max(1, Math.ceil(taken.waitMs)) };
    },
    forgive: (key) => deleteKey(db, key),
    tidy: (now) => deleteIdleKeys(db, now),
  };
}
