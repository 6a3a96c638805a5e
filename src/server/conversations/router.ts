import { z } from "zod";
import { accountProcedure, router } from "@/server/api/trpc";

const conversationKey = z.object({ conversationId: z.string().min(1).max(40) });

export const conversationRouter = router({
  list: accountProcedure("conversation.read")
    .input(z.object({ filter: z.enum(["all", "waiting", "person"]).default("all") }))
    .query(({ ctx, input }) =>
      ctx.services.conversations.listConversations({ accountId: ctx.accountId, filter: input.filter, limit: 200 }),
    ),

  get: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(({ ctx, input }) =>
      ctx.services.conversations.getConversation({ accountId: ctx.accountId, conversationId: input.conversationId }),
    ),

  messages: accountProcedure("conversation.read")
    .input(
      conversationKey.extend({
        limit: z.number().int().min(1).max(200).default(60),
        /** The `nextBefore` of the page after it; absent for the newest page. */
        before: z.number().int().nullish(),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.services.conversations.listMessages({
        accountId: ctx.accountId,
        conversationId: input.conversationId,
        limit: input.limit,
        before: input.before ?? undefined,
      }),
    ),

  turn: accountProcedure("conversation.read")
    .input(z.object({ turnId: z.string().min(1).max(40) }))
    .query(({ ctx, input }) => ctx.services.conversations.getTurn({ accountId: ctx.accountId, turnId: input.turnId })),

  reply: accountProcedure("conversation.reply")
    .input(
      conversationKey.extend({
        text: z.string().trim().min(1, "Write something first.").max(4096, "WhatsApp takes at most 4,096 characters."),
        /** Made once per click by the page, so that a retry of the request never sends twice. */
        idempotencyKey: z.string().min(8).max(80),
      }),
    )
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.replyAsPerson({ ...input, accountId: ctx.accountId, userId: ctx.user.id }),
    ),

  takeOver: accountProcedure("conversation.reply")
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.takeOver({ accountId: ctx.accountId, conversationId: input.conversationId }),
    ),

  returnToBot: accountProcedure("conversation.reply")
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.returnToBot({ accountId: ctx.accountId, conversationId: input.conversationId }),
    ),

  markRead: accountProcedure("conversation.reply")
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.markRead({ accountId: ctx.accountId, conversationId: input.conversationId }),
    ),
});
