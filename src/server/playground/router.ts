import { z } from "zod";
import { answerabilityOf, bandOf } from "@/domain/agent/answerability";
import { getAccount } from "@/server/accounts/service";
import { accountProcedure, router } from "@/server/api/trpc";
import type { Services } from "@/server/services";
import { answerAndAsk } from "./helped";

const historySchema = z.array(z.object({ role: z.enum(["customer", "bot"]), text: z.string().max(4096) })).max(40);

const askSchema = z.object({
  question: z.string().trim().min(1, "Write a question first.").max(4096, "Use at most 4,096 characters."),
  history: historySchema.default([]),
});

/** Enough to find the passage that should have come first. */
const EXPLAINED_PASSAGES = 20;

export const playgroundRouter = router({
  /** Asks the bot exactly as a customer would; nothing is sent and no conversation is touched. */
  ask: accountProcedure("playground.use")
    .meta({ audit: { none: "changes nothing" } })
    .input(askSchema)
    .mutation(({ ctx: { services, accountId }, input, signal }) =>
      answer(services, { ...input, accountId, which: "published" }, signal),
    ),

  /** The same with the draft, before it is published; for whoever may read it. */
  askDraft: accountProcedure("config.read")
    .meta({ audit: { none: "changes nothing" } })
    .input(askSchema)
    .mutation(({ ctx: { services, accountId }, input, signal }) =>
      answer(services, { ...input, accountId, which: "draft" }, signal),
    ),

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

type Ask = z.infer<typeof askSchema> & { accountId: string; which: "published" | "draft" };

async function answer(
  { agent, configuration }: Pick<Services, "agent" | "configuration">,
  { accountId, which, question, history }: Ask,
  signal: AbortSignal | undefined,
) {
  const { accountName, settings, answeredWith } = await configuration.settingsToTry({ accountId, which });
  const request = { accountId, accountName, question, history, settings };
  const result = await answerAndAsk(agent, request, signal ?? new AbortController().signal);
  const { sureThreshold, hedgeThreshold } = settings;
  return { ...result, answeredWith, thresholds: { sureThreshold, hedgeThreshold } };
}
