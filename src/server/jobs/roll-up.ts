import type { AnalyticsService } from "@/server/analytics/service";
import type { JobHandler } from "./queue";

/** Adds up what happened in an account and can't change any more. */
export function createRollUpHandler(analytics: Pick<AnalyticsService, "rollUp">): JobHandler<"roll_up"> {
  return ({ accountId }, signal) => analytics.rollUp(accountId, signal);
}
