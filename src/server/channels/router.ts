import { can } from "@/domain/access/roles";
import { accountProcedure, router } from "@/server/api/trpc";
import { describeConnection } from "./service";

export const connectionRouter = router({
  get: accountProcedure("connection.read").query(({ ctx }) =>
    describeConnection(ctx.services.db, { accountId: ctx.accountId, canManage: can(ctx.role, "connection.manage") }),
  ),
  start: accountProcedure("connection.manage").mutation(({ ctx }) => ctx.services.channels.start(ctx.accountId)),
  stop: accountProcedure("connection.manage").mutation(({ ctx }) => ctx.services.channels.stop(ctx.accountId)),
  /** Unlinks the phone and forgets the session; the next start shows a new QR. */
  logout: accountProcedure("connection.manage").mutation(({ ctx }) => ctx.services.channels.logout(ctx.accountId)),
});
