import { eq, lt, sql } from "drizzle-orm";
import { type Database, executeRows } from "@/server/db/client";
import { rateLimits } from "@/server/db/schema";

interface Arrival {
  key: string;
  now: Date;
  /** Between two attempts at the steady rate. */
  intervalMs: number;
  /** How far ahead of the steady rate a key may be. */
  toleranceMs: number;
}

/** One step of the generic cell rate algorithm: atomic, so that attempts made at once each count. */
export async function takeArrival(
  db: Database,
  { key, now, intervalMs, toleranceMs }: Arrival,
): Promise<{ ok: true } | { ok: false; waitMs: number }> {
  const at = now.toISOString();
  const interval = sql`${intervalMs}::double precision * interval '1 millisecond'`;
  // Rounded up: the share of a millisecond must not cost the last attempt of a burst.
  const latest = new Date(Math.ceil(now.getTime() + toleranceMs)).toISOString();
  const taken = await executeRows<{ key: string }>(
    db,
    sql`insert into ${rateLimits} as r (key, arrival_at)
        values (${key}, ${at}::timestamptz + ${interval})
        on conflict (key) do update
          set arrival_at = greatest(r.arrival_at, ${at}::timestamptz) + ${interval}
          where r.arrival_at <= ${latest}::timestamptz
        returning key`,
  );
  if (taken.length > 0) return { ok: true };
  const [row] = await db.select({ arrivalAt: rateLimits.arrivalAt }).from(rateLimits).where(eq(rateLimits.key, key));
  return { ok: false, waitMs: (row?.arrivalAt.getTime() ?? 0) - toleranceMs - now.getTime() };
}

export async function deleteKey(db: Database, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key));
}

/** A theoretical arrival in the past means a whole share. */
export async function deleteIdleKeys(db: Database, now: Date): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.arrivalAt, now));
}
