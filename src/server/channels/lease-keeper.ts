import type { Database } from "@/server/db/client";
import { type Lease, releaseLease, renewLease } from "@/server/db/lease";
import type { Logger } from "@/server/logger";
import { repeat, type Scheduler } from "./scheduler";

export interface LeaseKeeper {
  readonly lease: Lease;
  /** Stops renewing and gives the lease back. */
  release(): Promise<void>;
}

/**
 * Renews a lease until it is released. `onLost` is called once, when somebody else has it or when it could not be
 * renewed for as long as it lasts: another process may then be running what it protects.
 */
export function keepLease(
  deps: { db: Database; scheduler: Scheduler; logger: Logger },
  lease: Lease,
  { ttlMs, onLost }: { ttlMs: number; onLost: () => void },
): LeaseKeeper {
  const { db, scheduler, logger } = deps;
  let renewedAt = scheduler.now().getTime();
  let isOver = false;
  const lose = (why: string) => {
    if (isOver) return;
    isOver = true;
    stop();
    logger.warn({ key: lease.key, why }, "lease lost");
    onLost();
  };
  const stop = repeat(ttlMs / 3, scheduler, async () => {
    const startedAt = scheduler.now().getTime();
    try {
      if (!(await renewLease(db, lease, ttlMs))) lose("another process holds it");
      else renewedAt = startedAt;
    } catch (error) {
      logger.warn({ key: lease.key, err: error }, "lease could not be renewed");
      // One try more would come after it has lapsed.
      if (scheduler.now().getTime() - renewedAt >= (ttlMs * 2) / 3) lose("the database does not answer");
    }
  });
  return {
    lease,
    release: async () => {
      if (isOver) return;
      isOver = true;
      stop();
      await releaseLease(db, lease);
    },
  };
}
