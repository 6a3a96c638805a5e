import { z } from "zod";
import { contactLabel } from "@/domain/messaging/contact-name";
import { shownDelivery } from "@/domain/messaging/shown-delivery";
import { accountProcedure, router } from "@/server/api/trpc";

const conversationKey = z.object({ conversationId: z.string().min(1).max(40) });

export const conversationRouter = router({
  list: accountProcedure("conversation.read")
    .input(z.object({ filter: z.enum(["all", "waiting", "person"]).default("all") }))
    .query(async ({ ctx, input }) => {
      const page = { accountId: ctx.accountId, filter: input.filter, limit: 200 };
      const rows = await ctx.services.conversations.listConversations(page);
      return rows.map((row) => ({ ...row, contactName: contactLabel(row) }));
    }),

  get: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(async ({ ctx, input }) => {
      const key = { accountId: ctx.accountId, conversationId: input.conversationId };
      const row = await ctx.services.conversations.getConversation(key);
      return { ...row, contactName: contactLabel(row) };
    }),

  messages: accountProcedure("conversation.read")
    .input(
      conversationKey.extend({
        limit: z.number().int().min(1).max(200).default(60),
        /** The `nextBefore` of the page after it; absent for the newest page. */
        before: z.number().int().nullish(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const page = await ctx.services.conversations.listMessages({
        accountId: ctx.accountId,
        conversationId: input.conversationId,
        limit: input.limit,
        before: input.before ?? undefined,
      });
      return {
        nextBefore: page.nextBefore,
        messages: page.messages.map(({ ack, outboxStatus, outboxError, ...message }) => ({
          ...message,
          delivery: shownDelivery({ author: message.author, outboxStatus, ack }),
          deliveryError: outboxError,
        })),
      };
    }),

  /** What came in while Parley was offline, too long ago for the bot, and that nobody has answered. */
  missed: accountProcedure("conversation.read").query(async ({ ctx }) => {
    const rows = await ctx.services.conversations.listMissed(ctx.accountId);
    return rows.map((row) => ({
      conversationId: row.conversationId,
      contactName: contactLabel(row),
      preview: row.preview,
      sentAt: row.sentAt,
    }));
  }),

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
