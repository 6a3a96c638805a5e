import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { type Database, executeRows } from "./client";
import { leases } from "./schema";

/** A right to do something alone. Whoever writes under it names the token: a later holder has a higher one. */
export interface Lease {
  key: string;
  /** Unique per start of a process, so that a restarted one is another holder. */
  holder: string;
  token: number;
}

/**
 * Takes the lease when it is free, lapsed or already ours; undefined while somebody else holds it. The token counts up
 * with every change of holder and after every lapse. Times are the database's, so clocks of machines don't matter.
 * A row and not an advisory lock: those belong to a connection, and the embedded database has one for everybody.
 */
export async function acquireLease(
  db: Database,
  { key, holder, ttlMs }: { key: string; holder: string; ttlMs: number },
): Promise<Lease | undefined> {
  const [row] = await executeRows<{ token: number | string }>(
    db,
    sql`insert into ${leases} (key, holder, token, expires_at) values (${key}, ${holder}, 1, ${until(ttlMs)})
        on conflict (key) do update set
          holder = excluded.holder,
          expires_at = excluded.expires_at,
          token = ${leases.token} + (case when ${isStill(holder)} then 0 else 1 end)
        where ${leases.expiresAt} <= now() or ${leases.holder} = excluded.holder
        returning token`,
  );
  return row && { key, holder, token: Number(row.token) };
}

/** Extends it; false when it has lapsed or somebody else has it: stop at once, whatever was running under it. */
export async function renewLease(db: Database, lease: Lease, ttlMs: number): Promise<boolean> {
  const renewed = await db
    .update(leases)
    .set({ expiresAt: until(ttlMs) })
    .where(and(eq(leases.holder, lease.holder), isCurrent(lease)))
    .returning({ key: leases.key });
  return renewed.length === 1;
}

/** Gives it back. The row stays, because its token must never count down. Nothing happens when it is lost already. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await db
    .update(leases)
    .set({ expiresAt: sql`now()` })
    .where(and(eq(leases.holder, lease.holder), isCurrent(lease)));
}

export async function isLeaseHeld(db: Database, lease: Pick<Lease, "key" | "token">): Promise<boolean> {
  return (await db.$count(leases, isCurrent(lease))) === 1;
}

/** For the WHERE of a write that only the holder may make. */
export function whileLeaseHeld(lease: Pick<Lease, "key" | "token">): SQL {
  return sql`exists (select 1 from ${leases} where ${isCurrent(lease)})`;
}

const until = (ttlMs: number) => sql`now() + ${ttlMs / 1000} * interval '1 second'`;
const isStill = (holder: string) => sql`${leases.holder} = ${holder} and ${leases.expiresAt} > now()`;
const isCurrent = ({ key, token }: Pick<Lease, "key" | "token">) =>
  and(eq(leases.key, key), eq(leases.token, token), gt(leases.expiresAt, sql`now()`));
