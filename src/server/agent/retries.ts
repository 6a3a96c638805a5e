import { setTimeout as delay } from "node:timers/promises";
import { APICallError } from "ai";

/** Before the first and the second retry, in ms: a customer waits. Up to half as much again is added by chance. */
const PAUSES_MS = [250, 1_000] as const;
/** A server that wants to be left alone for longer is left alone: another model or the documents answer meanwhile. */
const LONGEST_WISHED_PAUSE_MS = 3_000;

/**
 * Calls again, at most twice, what failed for a reason that may be gone in a moment: rate limits, server errors, broken
 * connections.
 * @throws what the last call threw
 */
export async function withRetries<Result>(
  call: () => Promise<Result>,
  { maxRetries, signal }: { maxRetries: number; signal: AbortSignal },
): Promise<Result> {
  for (let retry = 0; ; retry++) {
    try {
      return await call();
    } catch (error) {
      const pauseMs = retry < maxRetries && !signal.aborted ? pauseBefore(retry, error) : undefined;
      if (pauseMs === undefined) throw error;
      await delay(pauseMs, undefined, { signal });
    }
  }
}

/** Undefined when calling again is of no use. */
function pauseBefore(retry: number, error: unknown): number | undefined {
  const base = PAUSES_MS[retry];
  if (base === undefined || !APICallError.isInstance(error) || !error.isRetryable) return undefined;
  const wished = wishedPause(error.responseHeaders ?? {});
  if (wished !== undefined) return wished <= LONGEST_WISHED_PAUSE_MS ? wished : undefined;
  return base * (1 + Math.random() / 2);
}

/** What the server asks for in its headers, in ms. A date is not understood and counts as no wish. */
function wishedPause(headers: Record<string, string>): number | undefined {
  const ms = Number(headers["retry-after-ms"] ?? Number.NaN);
  if (ms >= 0) return ms;
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  return seconds >= 0 ? seconds * 1_000 : undefined;
}
