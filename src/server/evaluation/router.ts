import { z } from "zod";
import { maskNumbersIn, mayReadNumbers } from "@/domain/access/phone-mask";
import { MAX_TEST_CASES } from "@/domain/evaluation/limits";
import { testCaseSchema } from "@/domain/evaluation/test-case";
import { accountProcedure, router } from "@/server/api/trpc";

const id = z.string().min(1).max(40);
const isReplacing = z.boolean().default(false);

export const evaluationRouter = router({
  /** The test questions, in the order in which they were added. */
  list: accountProcedure("evaluation.read").query(async ({ ctx }) => {
    const cases = await ctx.services.evaluation.listCases(ctx.accountId);
    return mayReadNumbers(ctx.role) ? cases : maskNumbersIn(cases);
  }),

  add: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.caseAdded" })
    .input(testCaseSchema.extend({ source: z.enum(["typed", "playground"]).default("typed"), isReplacing }))
    .mutation(({ ctx, input: { question, expected, source, isReplacing: replaces } }) =>
      ctx.services.evaluation.add({
        accountId: ctx.accountId,
        actor: ctx.actor,
        testCase: { question, expected },
        source,
        isReplacing: replaces,
      }),
    ),

  update: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.caseChanged" })
    .input(testCaseSchema.extend({ caseId: id }))
    .mutation(({ ctx, input: { caseId, question, expected } }) =>
      ctx.services.evaluation.update({
        accountId: ctx.accountId,
        actor: ctx.actor,
        caseId,
        testCase: { question, expected },
      }),
    ),

  remove: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.caseRemoved" })
    .input(z.object({ caseId: id }))
    .mutation(({ ctx, input }) =>
      ctx.services.evaluation.remove({ accountId: ctx.accountId, actor: ctx.actor, caseId: input.caseId }),
    ),

  import: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.casesImported" })
    .input(z.object({ cases: z.array(testCaseSchema).min(1).max(MAX_TEST_CASES), isReplacing }))
    .mutation(({ ctx, input: { cases, isReplacing: replaces } }) =>
      ctx.services.evaluation.import({
        accountId: ctx.accountId,
        actor: ctx.actor,
        cases,
        isReplacing: replaces,
      }),
    ),

  /** Makes a test question of what a customer wrote, with what became of it as what is expected. */
  addFromConversation: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.caseAdded" })
    .input(z.object({ messageId: id }))
    .mutation(({ ctx, input }) =>
      ctx.services.evaluation.addFromConversation({
        accountId: ctx.accountId,
        actor: ctx.actor,
        messageId: input.messageId,
      }),
    ),

  generation: accountProcedure("evaluation.read").query(({ ctx }) => ctx.services.evaluation.generation(ctx.accountId)),

  /** Has a few questions written from the documents, where there is a language model. */
  generate: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.casesGenerated" })
    .mutation(({ ctx, signal }) =>
      ctx.services.evaluation.generate(
        { accountId: ctx.accountId, actor: ctx.actor },
        signal ?? new AbortController().signal,
      ),
    ),

  /** Begins to ask all of them, in the background. */
  start: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.runStarted" })
    .mutation(({ ctx }) => ctx.services.evaluation.start({ accountId: ctx.accountId, actor: ctx.actor })),

  cancel: accountProcedure("evaluation.manage")
    .meta({ audit: "evaluation.runCancelled" })
    .input(z.object({ runId: id }))
    .mutation(({ ctx, input }) =>
      ctx.services.evaluation.cancel({ accountId: ctx.accountId, actor: ctx.actor, runId: input.runId }),
    ),

  /** Newest first. */
  runs: accountProcedure("evaluation.read").query(({ ctx }) => ctx.services.evaluation.listRuns(ctx.accountId)),

  /** What each question of a run came to, and what is better or worse than in the run before. */
  run: accountProcedure("evaluation.read")
    .input(z.object({ runId: id }))
    .query(async ({ ctx, input }) => {
      const run = await ctx.services.evaluation.readRun({ accountId: ctx.accountId, runId: input.runId });
      return mayReadNumbers(ctx.role) ? run : maskNumbersIn(run);
    }),
});
