import type { AutomationService } from "@/server/automation/service";
import type { JobHandler } from "./queue";

/** Calls another system that a rule names; how it went stands in the delivery's row. */
export function createWebhookHandler(automation: Pick<AutomationService, "deliverWebhook">): JobHandler<"webhook"> {
  return (key, signal, { isLast }) => automation.deliverWebhook(key, { signal, isLast });
}
