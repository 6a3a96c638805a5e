import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, truncateAll } from "@/test/database";
import { aConnection } from "@/test/factories";
import { openTestServer } from "@/test/postgres";
import type { Database, DatabaseHandle } from "./client";
import { acquireLease, isLeaseHeld, type Lease, releaseLease, renewLease, whileLeaseHeld } from "./lease";
import { connections } from "./schema";

const KEY = "connection:acc_1";
const TTL_MS = 60_000;

describe.each<{ driver: string; open: () => Promise<DatabaseHandle> }>([
  { driver: "the embedded database", open: openTestDatabase },
  { driver: "postgres.js", open: () => openTestServer() },
])("a lease, over $driver,", ({ open }) => {
  let handle: DatabaseHandle;
  let db: Database;
  beforeAll(async () => {
    handle = await open();
    db = handle.db;
  });
  afterAll(() => handle.close());
  beforeEach(() => truncateAll(handle));

  const acquire = (holder: string) => acquireLease(db, { key: KEY, holder, ttlMs: TTL_MS });
  const take = async (holder: string): Promise<Lease> => {
    const lease = await acquire(holder);
    if (!lease) throw new Error(`${holder} did not get the lease`);
    return lease;
  };
  /** What a holder looks like that was away for longer than its time. */
  const lapse = () => db.execute(sql`update leases set expires_at = now() - interval '1 second'`);

  test("has one holder, even when two ask at the same time", async () => {
    const taken = await Promise.all([acquire("boot_a"), acquire("boot_b")]);
    expect(taken.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  test("stays with its holder, under the same token, when it asks again or renews", async () => {
    const lease = await take("boot_a");
    expect(await take("boot_a")).toEqual(lease);
    expect(await renewLease(db, lease, TTL_MS)).toBe(true);
    expect(await acquire("boot_b")).toBeUndefined();
    expect(await isLeaseHeld(db, lease)).toBe(true);
  });

  test("that lapsed goes to the next with a higher token, and the first can neither renew nor write", async () => {
    const first = await take("boot_a");
    await lapse();
    const second = await take("boot_b");
    expect(second.token).toBeGreaterThan(first.token);
    expect(await renewLease(db, first, TTL_MS)).toBe(false);
    expect(await isLeaseHeld(db, first)).toBe(false);
    await releaseLease(db, first);
    expect(await isLeaseHeld(db, second)).toBe(true);
  });

  test("that lapsed has a new token also for the same holder, whose earlier writes may still be under way", async () => {
    const first = await take("boot_a");
    await lapse();
    expect(await renewLease(db, first, TTL_MS)).toBe(false);
    expect((await take("boot_a")).token).toBeGreaterThan(first.token);
  });

  test("that was released is free at once, and its token never counts down", async () => {
    const first = await take("boot_a");
    await releaseLease(db, first);
    expect(await isLeaseHeld(db, first)).toBe(false);
    expect((await take("boot_b")).token).toBeGreaterThan(first.token);
  });

  test("fences writes: the late one of a former holder changes nothing", async () => {
    await aConnection(db);
    const first = await take("boot_a");
    await lapse();
    const second = await take("boot_b");
    const write = (lease: Lease, stateReason: string) =>
      db.update(connections).set({ stateReason }).where(whileLeaseHeld(lease)).returning();
    expect(await write(second, "by the holder")).toHaveLength(1);
    expect(await write(first, "too late")).toHaveLength(0);
  });
});
