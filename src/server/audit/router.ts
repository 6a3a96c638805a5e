import { z } from "zod";
import { AUDIT_ACTIONS } from "@/domain/access/audit-actions";
import { accountProcedure, router } from "@/server/api/trpc";
import { readLog } from "./log";

const actionSchema = z.enum(AUDIT_ACTIONS);

export const auditRouter = router({
  list: accountProcedure("audit.read")
    .input(
      z.object({
        before: z.string().max(40).optional(),
        action: actionSchema.optional(),
        actorUserId: z.string().max(64).optional(),
      }),
    )
    .query(({ ctx, input }) => readLog(ctx.services.db, { ...input, accountId: ctx.accountId })),
});
