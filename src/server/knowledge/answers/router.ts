import { z } from "zod";
import { MAX_IMPORTED_PAIRS } from "@/domain/knowledge/answer-pair";
import { answerPairSchema } from "@/domain/knowledge/answer-pair-schema";
import { accountProcedure, router } from "@/server/api/trpc";

const documentKey = z.object({ documentId: z.string().min(1).max(40) });
const isReplacing = z.boolean().default(false);

/** Listing and deleting them is that of all documents. */
export const answersRouter = router({
  get: accountProcedure("knowledge.read")
    .input(documentKey)
    .query(({ ctx, input }) => ctx.services.answers.get({ accountId: ctx.accountId, documentId: input.documentId })),

  add: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.answerAdded" })
    .input(answerPairSchema.extend({ isReplacing, closesGap: z.string().min(1).max(40).optional() }))
    .mutation(({ ctx, input: { question, answer, isReplacing: replaces, closesGap } }) =>
      ctx.services.answers.add({
        accountId: ctx.accountId,
        actor: ctx.actor,
        question,
        answer,
        isReplacing: replaces,
        closesGap,
      }),
    ),

  update: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.answerChanged" })
    .input(answerPairSchema.extend(documentKey.shape))
    .mutation(({ ctx, input: { documentId, question, answer } }) =>
      ctx.services.answers.update({ accountId: ctx.accountId, actor: ctx.actor, documentId, question, answer }),
    ),

  import: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.answersImported" })
    .input(z.object({ pairs: z.array(answerPairSchema).min(1).max(MAX_IMPORTED_PAIRS), isReplacing }))
    .mutation(({ ctx, input: { pairs, isReplacing: replaces } }) =>
      ctx.services.answers.import({ accountId: ctx.accountId, actor: ctx.actor, pairs, isReplacing: replaces }),
    ),
});
