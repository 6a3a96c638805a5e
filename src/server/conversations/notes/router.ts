import { z } from "zod";
import { maskNumbersInText, mayReadNumbers } from "@/domain/access/phone-mask";
import { changeWords, MAX_NOTE_LENGTH } from "@/domain/messaging/note";
import { accountProcedure, router } from "@/server/api/trpc";

const conversationKey = z.object({ conversationId: z.string().min(1).max(40) });
const noteKey = conversationKey.extend({ noteId: z.string().min(1).max(40) });
const words = {
  text: z.string().trim().min(1, "Write something first.").max(MAX_NOTE_LENGTH, "Keep it below 4,096 characters."),
};

/** Notes of the team in a conversation, which no customer and no bot ever sees. */
export const noteRouter = router({
  list: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(async ({ ctx, input: { conversationId } }) => {
      const notes = await ctx.services.conversations.listNotes({ accountId: ctx.accountId, conversationId });
      return notes.map(({ authorUserId, ...note }) => {
        const body = mayReadNumbers(ctx.role) ? note.body : changeWords(note.body, maskNumbersInText);
        return { ...note, body, authorUserId, isOwn: authorUserId === ctx.user.id };
      });
    }),

  add: accountProcedure("conversation.reply")
    .meta({ audit: { none: "the conversation shows every note with who wrote it" } })
    .input(conversationKey.extend(words))
    .mutation(({ ctx, input: { conversationId, text } }) =>
      ctx.services.conversations.addNote({ accountId: ctx.accountId, conversationId, userId: ctx.user.id, text }),
    ),

  change: accountProcedure("conversation.reply")
    .meta({ audit: { none: "the note itself says that its author changed it" } })
    .input(noteKey.extend(words))
    .mutation(({ ctx, input: { conversationId, noteId, text } }) =>
      ctx.services.conversations.changeNote({
        accountId: ctx.accountId,
        conversationId,
        noteId,
        userId: ctx.user.id,
        text,
      }),
    ),

  remove: accountProcedure("conversation.reply")
    .meta({ audit: { none: "a note is its author's own, who alone may take it away" } })
    .input(noteKey)
    .mutation(({ ctx, input: { conversationId, noteId } }) =>
      ctx.services.conversations.removeNote({
        accountId: ctx.accountId,
        conversationId,
        noteId,
        userId: ctx.user.id,
      }),
    ),
});
