import { z } from "zod";
import { keepDaysSchema } from "@/domain/messaging/keep-days-schema";
import { accountProcedure, router } from "@/server/api/trpc";

const keepTime = z.object({ keepDays: keepDaysSchema });

/** How long what customers and the team write is kept. */
export const retentionRouter = router({
  get: accountProcedure("account.read").query(({ ctx }) => ctx.services.retention.read(ctx.accountId)),

  /** How much goes once things are kept for so long. */
  preview: accountProcedure("account.manage")
    .input(keepTime)
    .query(({ ctx, input }) => ctx.services.retention.preview({ ...input, accountId: ctx.accountId })),

  set: accountProcedure("account.manage")
    .meta({ audit: "account.keepTimeChanged" })
    .input(keepTime)
    .mutation(({ ctx, input }) => ctx.services.retention.set({ ...input, accountId: ctx.accountId, actor: ctx.actor })),
});
