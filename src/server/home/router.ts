import { z } from "zod";
import { isTimeZone, startOfDay } from "@/domain/automation/zoned-time";
import { attentionOf, setUpSteps } from "@/domain/home/home";
import { accountProcedure, router } from "@/server/api/trpc";
import { AppError } from "@/server/errors";
import { selectAttention, selectDay, selectSetUp } from "./queries";

/** Somebody who was away for a weekend still sees what wasn't sent. */
const UNSENT_MS = 3 * 24 * 3_600_000;

export const homeRouter = router({
  /** What waits for somebody, the gravest first, and what is left to set up. Counts alone: nothing of a customer. */
  overview: accountProcedure("account.read").query(async ({ ctx: { accountId, services } }) => {
    const since = new Date(Date.now() - UNSENT_MS);
    const [attention, setUp, gaps] = await Promise.all([
      selectAttention(services.db, { accountId, since }),
      selectSetUp(services.db, accountId),
      services.gaps.countOpen(accountId),
    ]);
    if (!attention || !setUp) throw new AppError("not_found", "This account doesn't exist any more.");
    return { attention: attentionOf({ ...attention, gaps }), setUp: setUpSteps(setUp) };
  }),

  /** What happened today, by the reader's clock. */
  today: accountProcedure("account.read")
    .input(z.object({ timeZone: z.string().max(64).refine(isTimeZone, "This time zone isn't known.") }))
    .query(({ ctx, input }) =>
      selectDay(ctx.services.db, { accountId: ctx.accountId, since: startOfDay(input.timeZone, new Date()) }),
    ),
});
