/**
 * A bucket of `burst` tokens that refills so that at most `limit` are ever spent within any window: `burst` at once, and
 * `limit - burst` per window, evenly, for as long as it goes on. With `burst = limit` it is a plain limit per window.
 */
export interface Bucket {
  limit: number;
  burst: number;
  windowMs: number;
}

/**
 * When the next token can be spent, `now` at the earliest, told only by when the earlier ones were: nothing is kept, so
 * a restart or another process finds the bucket as it is.
 *
 * With a refill of r = (limit - burst) / window, a bucket holds at least one token at t exactly when, for every earlier
 * spending s, the n tokens spent since s (it included) are paid for: burst + r * (t - s) - n >= 1. A spending counts for
 * one window, so what was overdrawn (people are never held up, but count) is forgotten after that.
 */
export function nextTokenAt(spentAt: readonly Date[], { limit, burst, windowMs }: Bucket, now: Date): Date {
  const perMs = Math.max(0, limit - burst) / windowMs;
  const times = spentAt.map((at) => Math.min(at.getTime(), now.getTime())).sort((a, b) => a - b);
  let earliest = now.getTime();
  times.forEach((at, index) => {
    const missing = times.length - index + 1 - burst;
    if (missing <= 0) return;
    const paidAt = perMs === 0 ? Number.POSITIVE_INFINITY : at + missing / perMs;
    earliest = Math.max(earliest, Math.min(paidAt, at + windowMs));
  });
  return new Date(Math.ceil(earliest));
}
