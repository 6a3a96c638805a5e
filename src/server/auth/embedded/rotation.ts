/** A refresh token just replaced is accepted this long, however often: several tabs refresh at once. */
export const REUSE_INTERVAL_MS = 10_000;

/** A session that nobody used for this long has ended. */
export const IDLE_LIMIT_MS = 60 * 24 * 60 * 60 * 1000;

export type RefreshDecision = "rotate" | "return-current" | "end-session" | "session-expired";

/**
 * What a genuine refresh token of a session is good for, by the rules of Supabase Auth:
 * - the current one is replaced,
 * - the one before it gets the current one (the answer to the last refresh was lost on its way), and so does any older
 *   one within the reuse interval (requests that were under way together),
 * - anything older was copied: two parties hold the session, and nobody can tell which is the thief, so it ends.
 */
export function decideRefresh(input: {
  currentCounter: number;
  /** 0..currentCounter */
  presentedCounter: number;
  sinceRotationMs: number;
}): RefreshDecision {
  if (input.sinceRotationMs > IDLE_LIMIT_MS) return "session-expired";
  const generationsBehind = input.currentCounter - input.presentedCounter;
  if (generationsBehind === 0) return "rotate";
  if (generationsBehind === 1 || input.sinceRotationMs < REUSE_INTERVAL_MS) return "return-current";
  return "end-session";
}
