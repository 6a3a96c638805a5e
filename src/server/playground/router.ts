import { z } from "zod";
import { getAccount } from "@/server/accounts/service";
import { accountProcedure, router } from "@/server/api/trpc";

const historySchema = z.array(z.object({ role: z.enum(["customer", "bot"]), text: z.string().max(4096) })).max(40);

export const playgroundRouter = router({
  /** Asks the bot exactly as a customer would; nothing is sent and no conversation is touched. */
  ask: accountProcedure("playground.use")
    .meta({ audit: { none: "changes nothing" } })
    .input(
      z.object({
        question: z.string().trim().min(1, "Write a question first.").max(4096, "Use at most 4,096 characters."),
        history: historySchema.default([]),
      }),
    )
    .mutation(async ({ ctx, input, signal }) => {
      const account = await getAccount(ctx.services.db, ctx.accountId);
      return ctx.services.agent.answer(
        {
          accountId: account.id,
          accountName: account.name,
          question: input.question,
          history: input.history,
          settings: account.answerSettings,
        },
        signal ?? new AbortController().signal,
      );
    }),
});
