import { z } from "zod";
import { savedReplySchema } from "@/domain/messaging/saved-reply-schema";
import { accountProcedure, router } from "@/server/api/trpc";

const id = z.string().min(1).max(40);
const savedReplyKey = z.object({ savedReplyId: id });

/** Words that the team writes again and again: whoever may reply uses them, and keeps them right. */
export const savedReplyRouter = router({
  list: accountProcedure("conversation.reply").query(({ ctx }) => ctx.services.savedReplies.list(ctx.accountId)),

  /** What is filled into them in a conversation. */
  variables: accountProcedure("conversation.reply")
    .input(z.object({ conversationId: id }))
    .query(({ ctx, input: { conversationId } }) =>
      // Nothing is masked: whoever may reply may read numbers, and they go to the customer, whose they are.
      ctx.services.automation.variablesFor({ accountId: ctx.accountId, conversationId, userId: ctx.user.id }),
    ),

  create: accountProcedure("conversation.reply")
    .meta({ audit: "savedReply.added" })
    .input(savedReplySchema)
    .mutation(({ ctx, input: { key, text } }) =>
      ctx.services.savedReplies.create({ accountId: ctx.accountId, actor: ctx.actor, key, text }),
    ),

  update: accountProcedure("conversation.reply")
    .meta({ audit: "savedReply.changed" })
    .input(savedReplySchema.extend(savedReplyKey.shape))
    .mutation(({ ctx, input: { savedReplyId, key, text } }) =>
      ctx.services.savedReplies.update({ accountId: ctx.accountId, actor: ctx.actor, savedReplyId, key, text }),
    ),

  delete: accountProcedure("conversation.reply")
    .meta({ audit: "savedReply.deleted" })
    .input(savedReplyKey)
    .mutation(({ ctx, input: { savedReplyId } }) =>
      ctx.services.savedReplies.delete({ accountId: ctx.accountId, actor: ctx.actor, savedReplyId }),
    ),
});
