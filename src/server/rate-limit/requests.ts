import { addressBucket } from "@/domain/access/address-bucket";
import type { Permit, RateLimit, RateLimiter } from "./service";

/** Who asks: a user from wherever they are, or whoever has no session by the address they come from. */
export interface Requester {
  userId: string | null;
  address: string | null;
}

export interface RequestLimits {
  /** Counts a procedure call. */
  take(requester: Requester, kind: "query" | "mutation"): Promise<Permit>;
  /** Counts an event stream until it is released; undefined when the requester has too many open. */
  openStream(requester: Requester): (() => void) | undefined;
}

const FIVE_MINUTES_MS = 5 * 60_000;
/** A change every second for as long as one likes, and a burst of five minutes' worth: far above what hands can do. */
const MUTATIONS: RateLimit = { attempts: 300, windowMs: FIVE_MINUTES_MS };
/** Strangers can only sign in, sign up and the like, each of which has narrower limits of its own. */
const MUTATIONS_OF_STRANGERS: RateLimit = { attempts: 150, windowMs: FIVE_MINUTES_MS };
/** A dashboard with every tab open asks a few times a second while much is going on. */
const QUERIES: RateLimit = { attempts: 6_000, windowMs: FIVE_MINUTES_MS };
/** One per open tab; a browser itself allows few. */
const MAX_STREAMS = 30;
const MAX_REMEMBERED = 20_000;

/**
 * How much anybody may ask of the server. Changes are counted by all processes together; reading is counted by each
 * process for itself, since a write per read would cost more than what it guards.
 */
export function createRequestLimits(limiter: RateLimiter, now: () => Date): RequestLimits {
  const reads = createLocalLimiter(QUERIES);
  const streams = new Map<string, number>();
  return {
    async take(requester, kind) {
      const key = keyOf(requester);
      if (kind === "query") return reads(key, now());
      const limit = requester.userId === null ? MUTATIONS_OF_STRANGERS : MUTATIONS;
      return limiter.take(`requests ${key}`, limit, now());
    },
    openStream(requester) {
      const key = keyOf(requester);
      const open = streams.get(key) ?? 0;
      if (open >= MAX_STREAMS) return undefined;
      streams.set(key, open + 1);
      return once(() => {
        const left = (streams.get(key) ?? 1) - 1;
        if (left > 0) streams.set(key, left);
        else streams.delete(key);
      });
    },
  };
}

const keyOf = ({ userId, address }: Requester) => (userId === null ? `from ${addressBucket(address)}` : `by ${userId}`);

/** The same algorithm as the shared limiter's, in memory. The key that came longest ago is forgotten when there are many. */
function createLocalLimiter({ attempts, windowMs }: RateLimit, maxKeys = MAX_REMEMBERED) {
  const arrivals = new Map<string, number>();
  const intervalMs = windowMs / attempts;
  return (key: string, now: Date): Permit => {
    const nowMs = now.getTime();
    const arrivalMs = arrivals.get(key) ?? 0;
    const aheadMs = arrivalMs - nowMs - (windowMs - intervalMs);
    if (aheadMs > 0) return { ok: false, retryAfterMs: Math.ceil(aheadMs) };
    arrivals.delete(key);
    arrivals.set(key, Math.max(arrivalMs, nowMs) + intervalMs);
    const oldest = arrivals.size > maxKeys ? arrivals.keys().next().value : undefined;
    if (oldest !== undefined) arrivals.delete(oldest);
    return { ok: true };
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
