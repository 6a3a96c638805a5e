import { z } from "zod";
import { accountProcedure, router } from "@/server/api/trpc";

const groupKey = z.object({ groupId: z.string().min(1).max(40) });

/** Answering one is `knowledge.answers.add`, which closes it. */
export const gapsRouter = router({
  /** Questions that were answered badly or not at all. */
  list: accountProcedure("knowledge.read").query(({ ctx }) => ctx.services.gaps.list(ctx.accountId)),

  /** An answer to one of them, as people of the team gave it, and where. */
  draft: accountProcedure("knowledge.write")
    .input(groupKey)
    .query(({ ctx, input }) => ctx.services.gaps.draft({ accountId: ctx.accountId, groupId: input.groupId })),

  dismiss: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.gapDismissed" })
    .input(groupKey)
    .mutation(({ ctx, input }) =>
      ctx.services.gaps.dismiss({ accountId: ctx.accountId, groupId: input.groupId, actor: ctx.actor }),
    ),

  restore: accountProcedure("knowledge.write")
    .meta({ audit: "knowledge.gapRestored" })
    .input(groupKey)
    .mutation(({ ctx, input }) =>
      ctx.services.gaps.restore({ accountId: ctx.accountId, groupId: input.groupId, actor: ctx.actor }),
    ),
});
