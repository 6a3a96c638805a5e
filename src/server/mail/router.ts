import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { accountProcedure, developerProcedure, router } from "@/server/api/trpc";

/** To everybody else, and where mails are sent, there is no such thing. */
const outboxProcedure = developerProcedure.use(({ ctx, next }) => {
  const { outbox } = ctx.services.mail;
  if (!outbox) throw new TRPCError({ code: "NOT_FOUND" });
  return next({ ctx: { outbox } });
});

export const mailRouter = router({
  outbox: outboxProcedure.query(({ ctx }) => ctx.outbox.list()),

  get: outboxProcedure.input(z.object({ mailId: z.string().max(40) })).query(async ({ ctx, input }) => {
    const mail = await ctx.outbox.find(input.mailId);
    if (!mail) throw new TRPCError({ code: "NOT_FOUND" });
    return mail;
  }),

  /** Mails to the team that reached nobody, such as an invitation to an address that doesn't exist. */
  undelivered: accountProcedure("team.manage").query(({ ctx }) => ctx.services.mail.listUndelivered(ctx.accountId)),
});
