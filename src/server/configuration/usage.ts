import type { Database } from "../db/client";
import type { Logger } from "../logger";
import { dayOf } from "./service";
import * as queries from "./usage-queries";

/** What accounts' models take, by day. A count that can't be read or written holds up no answer. */
export function createUsageMeter({ db, logger, now }: { db: Database; logger: Logger; now: () => Date }) {
  return {
    async today(accountId: string): Promise<number> {
      try {
        const { inputTokens, outputTokens } = await queries.findUsage(db, { accountId, day: dayOf(now()) });
        return inputTokens + outputTokens;
      } catch (error) {
        logger.error({ accountId, err: error }, "the tokens of the day could not be read");
        return 0;
      }
    },

    async add(accountId: string, usage: { inputTokens: number; outputTokens: number }): Promise<void> {
      try {
        await queries.addUsage(db, { accountId, day: dayOf(now()) }, usage);
      } catch (error) {
        logger.error({ accountId, err: error }, "the tokens of an answer could not be counted");
      }
    },
  };
}
