import { z } from "zod";
import { maskNumbersIn, mayReadNumbers } from "@/domain/access/phone-mask";
import { accountProcedure, router } from "@/server/api/trpc";

const conversationKey = z.object({ conversationId: z.string().min(1).max(40) });

export const contactRouter = router({
  /** Since when they are known, how much was written, and what the bot handed over last. */
  past: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(async ({ ctx, input }) => {
      const past = await ctx.services.contacts.readPast({ ...input, accountId: ctx.accountId });
      return mayReadNumbers(ctx.role) ? past : maskNumbersIn(past);
    }),

  /** Whether they get automatic messages. */
  setOptOut: accountProcedure("conversation.reply")
    .meta({ audit: "contact.optOutChanged" })
    .input(conversationKey.extend({ isOut: z.boolean() }))
    .mutation(({ ctx, input }) =>
      ctx.services.contacts.setOptOut({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  /** Everything that is kept of them, for ever. */
  erase: accountProcedure("contact.erase")
    .meta({ audit: "contact.erased" })
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.contacts.erase({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),
});
