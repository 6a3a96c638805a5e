import type { AutomationService } from "@/server/automation/service";
import type { JobHandler } from "./queue";

/** Carries out an account's rules of time where their time has come. */
export function createTimedRulesHandler(automation: Pick<AutomationService, "runTimed">): JobHandler<"timed_rules"> {
  return ({ accountId }, signal) => automation.runTimed(accountId, signal);
}
