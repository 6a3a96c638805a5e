import { getAccount } from "@/server/accounts/service";
import type { ModelChoice } from "@/server/agent/pipeline";
import type { Summarise } from "@/server/conversations/summary";
import type { Database } from "@/server/db/client";

/** Summaries as the account's answers are written: by its model, as long as it wants one and has tokens left. */
export const summariseBy =
  ({ choose, record }: ModelChoice, db: Database): Summarise =>
  async ({ accountId, ...input }, signal) => {
    const { answerSettings } = await getAccount(db, accountId);
    const { models } = await choose({ accountId, settings: answerSettings });
    const written = await models?.summarise?.(input, signal);
    if (!written) return undefined;
    await record(accountId, written.usage);
    return written.summary;
  };
