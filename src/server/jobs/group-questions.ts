import type { GapService } from "@/server/knowledge/gaps/service";
import type { JobHandler } from "./queue";

/** Puts an account's new questions into groups that mean the same. */
export function createGroupQuestionsHandler(gaps: Pick<GapService, "group">): JobHandler<"group_questions"> {
  return ({ accountId }, signal) => gaps.group(accountId, signal);
}
