import { z } from "zod";
import { answerabilityOf, bandOf } from "@/domain/agent/answerability";
import { getAccount } from "@/server/accounts/service";
import { accountProcedure, router } from "@/server/api/trpc";

const historySchema = z.array(z.object({ role: z.enum(["customer", "bot"]), text: z.string().max(4096) })).max(40);

/** Enough to find the passage that should have come first. */
const EXPLAINED_PASSAGES = 20;

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
      const result = await ctx.services.agent.answer(
        {
          accountId: account.id,
          accountName: account.name,
          question: input.question,
          history: input.history,
          settings: account.answerSettings,
        },
        signal ?? new AbortController().signal,
      );
      const { sureThreshold, hedgeThreshold } = account.answerSettings;
      return { ...result, thresholds: { sureThreshold, hedgeThreshold } };
    }),

  /** Everything that a question finds, best first, with how: also what no answer was made from. */
  explain: accountProcedure("playground.use")
    .input(z.object({ question: z.string().trim().min(1).max(4096) }))
    .query(async ({ ctx, input }) => {
      const { answerSettings } = await getAccount(ctx.services.db, ctx.accountId);
      const query = { accountId: ctx.accountId, query: input.question, limit: EXPLAINED_PASSAGES };
      const found = await ctx.services.explain(query);
      const passages = found.passages.map((passage) => {
        const answerability = answerabilityOf(passage.signals);
        return { ...passage, answerability, band: bandOf(answerability, answerSettings) };
      });
      return { ...found, passages };
    }),
});
