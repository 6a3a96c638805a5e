import { expireOverdue } from "@/server/conversations/outbox";
import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import { repeat, type Scheduler } from "./scheduler";

const LOOK_EVERY_MS = 60_000;

/**
 * Gives up, once a minute, the replies that nobody could send in time. Senders do so too, but only while their number is
 * connected, and people must be told of the others as well. @returns what stops it, resolved once nothing runs any more
 */
export function keepExpiring(deps: { db: Database; scheduler: Scheduler; logger: Logger }): () => Promise<void> {
  const { db, scheduler, logger } = deps;
  const look = () =>
    expireOverdue(db, scheduler.now()).catch((error: unknown) => {
      logger.error({ err: error }, "overdue replies could not be given up, it is tried again");
    });
  let current = look();
  const stop = repeat(LOOK_EVERY_MS, scheduler, () => {
    current = look();
    return current;
  });
  return () => {
    stop();
    return current;
  };
}
