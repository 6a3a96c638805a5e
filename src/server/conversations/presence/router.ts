import { z } from "zod";
import { accountProcedure, router } from "@/server/api/trpc";

const conversationKey = z.object({ conversationId: z.string().min(1).max(40) });
const tabKey = conversationKey.extend({ tab: z.string().min(8).max(40) });
const UNSEEN = { audit: { none: "who looks at what is shown while it lasts, and not kept" } } as const;

/** Who of the team has a conversation open. */
export const presenceRouter = router({
  list: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(({ ctx, input: { conversationId } }) =>
      ctx.services.conversations.listPresent({ accountId: ctx.accountId, conversationId, userId: ctx.user.id }),
    ),

  tell: accountProcedure("conversation.read")
    .meta(UNSEEN)
    .input(tabKey.extend({ isTyping: z.boolean() }))
    .mutation(({ ctx, input: { conversationId, tab, isTyping } }) =>
      ctx.services.conversations.bePresent({
        accountId: ctx.accountId,
        conversationId,
        userId: ctx.user.id,
        tab,
        isTyping,
      }),
    ),

  leave: accountProcedure("conversation.read")
    .meta(UNSEEN)
    .input(tabKey)
    .mutation(({ ctx, input: { conversationId, tab } }) =>
      ctx.services.conversations.leave({ accountId: ctx.accountId, conversationId, userId: ctx.user.id, tab }),
    ),
});
