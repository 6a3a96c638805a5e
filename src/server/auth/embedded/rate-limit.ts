export interface RateLimit {
  attempts: number;
  windowMs: number;
}

export type Permit = { ok: true } | { ok: false; retryAfterMs: number };

export interface RateLimiter {
  /** Counts an attempt, unless the key has used up its share: then nothing is counted and the key waits. */
  take(key: string, nowMs: number): Permit;
  /** Takes back the attempts of a key; called when it has proven that it is no guesser. */
  forgive(key: string): void;
}

/** Attempts that still count at `nowMs`: the window slides, so there is no moment at which everybody starts anew. */
export function recentAttempts(attempts: readonly number[], windowMs: number, nowMs: number): number[] {
  return attempts.filter((at) => nowMs - at < windowMs);
}

/**
 * Limits kept in memory: they hold per process and are forgotten with it, which is enough against guessing (argon2 and
 * the password rules do the rest) and costs no write per attempt.
 */
export function createRateLimiter(limit: RateLimit, maxKeys = 20_000): RateLimiter {
  // Insertion order is order of last use, so the first key is the one to forget when memory runs out.
  const attemptsByKey = new Map<string, number[]>();
  return {
    take(key, nowMs) {
      const recent = recentAttempts(attemptsByKey.get(key) ?? [], limit.windowMs, nowMs);
      attemptsByKey.delete(key);
      const isAllowed = recent.length < limit.attempts;
      if (isAllowed) recent.push(nowMs);
      attemptsByKey.set(key, recent);
      const oldestKey = attemptsByKey.size > maxKeys ? attemptsByKey.keys().next().value : undefined;
      if (oldestKey !== undefined) attemptsByKey.delete(oldestKey);
      return isAllowed ? { ok: true } : { ok: false, retryAfterMs: (recent[0] ?? nowMs) + limit.windowMs - nowMs };
    },
    forgive: (key) => void attemptsByKey.delete(key),
  };
}
