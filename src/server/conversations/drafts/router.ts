import { z } from "zod";
import { maskNumbersIn, mayReadNumbers } from "@/domain/access/phone-mask";
import { setShadowed } from "@/server/accounts/service";
import { accountProcedure, router } from "@/server/api/trpc";

const conversationKey = z.object({ conversationId: z.string().min(1).max(40) });
const draftKey = conversationKey.extend({ draftId: z.string().min(1).max(40) });

/** Shadow mode: the bot drafts, people send. */
export const shadowRouter = router({
  set: accountProcedure("config.manage")
    .meta({ audit: "account.shadowSwitched" })
    .input(z.object({ isOn: z.boolean() }))
    .mutation(({ ctx, input }) =>
      setShadowed(ctx.services.db, { accountId: ctx.accountId, actor: ctx.actor, isOn: input.isOn }),
    ),

  /** How far people agreed with the drafts, per topic. */
  agreement: accountProcedure("conversation.read").query(({ ctx }) =>
    ctx.services.conversations.getAgreement(ctx.accountId),
  ),

  /** What the bot would say next in a conversation; null when nothing waits. */
  draft: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(async ({ ctx, input }) => {
      const key = { accountId: ctx.accountId, conversationId: input.conversationId };
      const draft = await ctx.services.conversations.getDraft(key);
      return mayReadNumbers(ctx.role) ? draft : maskNumbersIn(draft);
    }),

  send: accountProcedure("conversation.reply")
    .meta({ audit: { none: "the conversation shows every reply with who wrote it" } })
    .input(
      draftKey.extend({
        /** Absent when it is sent as it is. */
        text: z
          .string()
          .trim()
          .min(1, "Write something first.")
          .max(4096, "WhatsApp takes at most 4,096 characters.")
          .optional(),
      }),
    )
    .mutation(({ ctx, input: { conversationId, draftId, text } }) =>
      ctx.services.conversations.sendDraft({
        accountId: ctx.accountId,
        conversationId,
        draftId,
        userId: ctx.user.id,
        text,
      }),
    ),

  discard: accountProcedure("conversation.reply")
    .meta({ audit: { none: "the draft itself keeps who discarded it and when" } })
    .input(draftKey)
    .mutation(({ ctx, input: { conversationId, draftId } }) =>
      ctx.services.conversations.discardDraft({
        accountId: ctx.accountId,
        conversationId,
        draftId,
        userId: ctx.user.id,
      }),
    ),
});
