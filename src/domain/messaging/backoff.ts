export interface BackoffSettings {
  /** Wait after the first failure. */
  firstMs: number;
  /** No wait is longer. */
  longestMs: number;
}

/**
 * How long to wait after the nth failure in a row (1-based): doubling, capped, then spread over the upper half so that
 * many accounts that failed together don't come back together. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number, { firstMs, longestMs }: BackoffSettings): number {
  // 2 ** 30 is far past any cap; more would overflow the timer's 32 bits before the cap is applied.
  const doubled = firstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 30);
  const full = Math.min(longestMs, doubled * 2);
  return Math.max(firstMs, Math.round(full / 2 + (full / 2) * random));
}
