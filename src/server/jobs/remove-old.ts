import type { RetentionService } from "@/server/conversations/retention/service";
import type { JobHandler } from "./queue";

/** Removes what an account keeps no longer. */
export function createRemoveOldHandler(retention: Pick<RetentionService, "removeOld">): JobHandler<"remove_old"> {
  return ({ accountId }, signal) => retention.removeOld(accountId, signal);
}
