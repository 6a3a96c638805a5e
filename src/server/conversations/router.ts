import { z } from "zod";
import { maskNumber, maskNumbersIn, maskNumbersInText, mayReadNumbers } from "@/domain/access/phone-mask";
import type { Role } from "@/domain/access/roles";
import { checkFact, knownFactSchema } from "@/domain/agent/contact-facts/known-fact";
import { fieldNameSchema } from "@/domain/automation/rule";
import { MAX_CAPTION } from "@/domain/automation/sendable-file";
import { contactLabel } from "@/domain/messaging/contact-name";
import { PRIORITIES } from "@/domain/messaging/conversation";
import { cursorAfter, MAX_LISTED } from "@/domain/messaging/conversation-order";
import { INBOX_LISTS } from "@/domain/messaging/inbox-filters";
import { narrowingSchema } from "@/domain/messaging/inbox-view";
import { MAX_QUERY_LENGTH } from "@/domain/messaging/search-words";
import { shownDelivery } from "@/domain/messaging/shown-delivery";
import { tagSchema } from "@/domain/messaging/tag-schema";
import { accountProcedure, formOrJson, router } from "@/server/api/trpc";

const idSchema = z.string().min(1).max(40);
const conversationKey = z.object({ conversationId: idSchema });
/** Which list, and what narrows it down. */
const filtersSchema = narrowingSchema.extend({ filter: z.enum(INBOX_LISTS).default("all") });

/** Made once per click by the page, so that a retry of the request never sends twice. */
const idempotencyKey = z.string().min(8).max(80);

const factSchema = conversationKey.extend(knownFactSchema.shape).superRefine(checkFact);

export const conversationRouter = router({
  /** A page of conversations; the next one begins after `nextCursor`. */
  list: accountProcedure("conversation.read")
    .input(
      filtersSchema.extend({
        limit: z.number().int().min(1).max(200).default(60),
        cursor: z.object({ id: idSchema, lastMessageAt: z.date(), priority: z.enum(PRIORITIES) }).nullish(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const page = { ...input, accountId: ctx.accountId, userId: ctx.user.id };
      const rows = await ctx.services.conversations.listConversations(page);
      return {
        conversations: rows.map((row) => nameContact(row, ctx.role)),
        nextCursor: cursorAfter(rows, input.limit),
      };
    }),

  /** Which of some conversations belong into a list, as they are now: so that news need not ask for the whole list. */
  listed: accountProcedure("conversation.read")
    .input(filtersSchema.extend({ ids: z.array(idSchema).min(1).max(MAX_LISTED) }))
    .query(async ({ ctx, input }) => {
      const page = { ...input, accountId: ctx.accountId, userId: ctx.user.id, limit: input.ids.length };
      const rows = await ctx.services.conversations.listConversations(page);
      return rows.map((row) => nameContact(row, ctx.role));
    }),

  get: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(async ({ ctx, input }) => {
      const key = { accountId: ctx.accountId, conversationId: input.conversationId };
      const row = await ctx.services.conversations.getConversation(key);
      return nameContact(row, ctx.role);
    }),

  messages: accountProcedure("conversation.read")
    .input(
      conversationKey.extend({
        limit: z.number().int().min(1).max(200).default(60),
        /** The `nextBefore` of the page after it; absent for the newest page. */
        before: z.number().int().nullish(),
        /** The `nextAfter` of the page before it. */
        after: z.number().int().nullish(),
        /** A message that was found: it stands in the middle. */
        around: z.string().min(1).max(40).nullish(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const page = await ctx.services.conversations.listMessages({
        accountId: ctx.accountId,
        conversationId: input.conversationId,
        limit: input.limit,
        before: input.before ?? undefined,
        after: input.after ?? undefined,
        around: input.around ?? undefined,
      });
      return {
        nextBefore: page.nextBefore,
        nextAfter: page.nextAfter,
        messages: page.messages.map(({ ack, outboxStatus, outboxError, ...message }) => ({
          ...(mayReadNumbers(ctx.role) ? message : maskNumbersIn(message)),
          delivery: shownDelivery({ author: message.author, outboxStatus, ack }),
          deliveryError: outboxError,
        })),
      };
    }),

  /** Where a day begins: its first message, else the one that comes nearest. Null where nothing was written. */
  messageOfDay: accountProcedure("conversation.read")
    .input(conversationKey.extend({ since: z.date() }))
    .query(async ({ ctx, input }) => ({
      messageId: await ctx.services.conversations.findMessageSince({
        accountId: ctx.accountId,
        conversationId: input.conversationId,
        since: input.since,
      }),
    })),

  /** Messages by their words, and people by their name or number. */
  search: accountProcedure("conversation.read")
    .input(z.object({ query: z.string().trim().min(1).max(MAX_QUERY_LENGTH) }))
    .query(async ({ ctx, input }) => {
      const { accountId, role } = ctx;
      const found = await ctx.services.conversations.search({ accountId, role, query: input.query });
      const named = <Row extends Omit<ContactFields, "lastMessagePreview">>(row: Row) => {
        const { lastMessagePreview: _, ...contact } = nameContact({ ...row, lastMessagePreview: null }, role);
        return contact;
      };
      return { people: found.people.map(named), messages: found.messages.map(named) };
    }),

  /** What came in while Parley was offline, too long ago for the bot, and that nobody has answered. */
  missed: accountProcedure("conversation.read").query(async ({ ctx }) => {
    const rows = await ctx.services.conversations.listMissed(ctx.accountId);
    return rows.map(({ conversationId, sentAt, preview, ...contact }) => {
      const named = nameContact({ ...contact, lastMessagePreview: preview }, ctx.role);
      return { conversationId, contactName: named.contactName, preview: named.lastMessagePreview, sentAt };
    });
  }),

  turn: accountProcedure("conversation.read")
    .input(z.object({ turnId: z.string().min(1).max(40) }))
    .query(async ({ ctx, input }) => {
      const { accountId, services, role } = ctx;
      const turn = await services.conversations.getTurn({ accountId, turnId: input.turnId });
      const { configVersion: version } = turn;
      const answeredWith =
        version === null ? null : await services.configuration.describeVersion({ accountId, version });
      return { ...(mayReadNumbers(role) ? turn : maskNumbersIn(turn)), answeredWith };
    }),

  /** Which answers used a document, newest first. */
  answersFrom: accountProcedure("conversation.read")
    .input(z.object({ documentId: z.string().min(1).max(40) }))
    .query(async ({ ctx, input }) => {
      const key = { ...input, accountId: ctx.accountId };
      await ctx.services.knowledge.getDocument(key);
      const rows = await ctx.services.conversations.listAnswersFrom(key);
      const seen = mayReadNumbers(ctx.role) ? rows : maskNumbersIn(rows);
      return seen.map((row) => {
        const { id, conversationId, question, reply, createdAt } = row;
        const { contactName } = nameContact({ ...row, lastMessagePreview: "" }, ctx.role);
        return { turnId: id, conversationId, contactName, question, reply, createdAt };
      });
    }),

  reply: accountProcedure("conversation.reply")
    .meta({ audit: { none: "the conversation shows every reply with who wrote it" } })
    .input(
      conversationKey.extend({
        text: z.string().trim().min(1, "Write something first.").max(4096, "WhatsApp takes at most 4,096 characters."),
        idempotencyKey,
      }),
    )
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.replyAsPerson({ ...input, accountId: ctx.accountId, userId: ctx.user.id }),
    ),

  /** A file of this machine. What it is is told by its bytes. */
  sendFile: accountProcedure("conversation.reply")
    .meta({ audit: { none: "the conversation shows every file with who sent it" } })
    .input(
      formOrJson(
        conversationKey.extend({
          file: z.instanceof(File, { error: "Choose a file." }),
          caption: z.string().trim().max(MAX_CAPTION, "WhatsApp takes at most 1,024 characters under a file."),
          idempotencyKey,
        }),
      ),
    )
    .mutation(async ({ ctx, input: { conversationId, file, caption, idempotencyKey } }) =>
      ctx.services.conversations.sendFileAsPerson({
        accountId: ctx.accountId,
        conversationId,
        userId: ctx.user.id,
        name: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
        text: caption,
        idempotencyKey,
      }),
    ),

  takeOver: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.takenOver" })
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.takeOver({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  returnToBot: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.returnedToBot" })
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.returnToBot({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  /** What whoever takes over should know; null when there is nothing to take over. */
  handover: accountProcedure("conversation.read")
    .input(conversationKey)
    .query(async ({ ctx, input }) => {
      const key = { accountId: ctx.accountId, conversationId: input.conversationId };
      const handover = await ctx.services.conversations.getHandover(key);
      return mayReadNumbers(ctx.role) ? handover : maskNumbersIn(handover);
    }),

  close: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.closed" })
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.close({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  /** Puts it off until then; it comes back by itself, or when the customer writes. */
  snooze: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.snoozed" })
    .input(conversationKey.extend({ until: z.date() }))
    .mutation(({ ctx, input: { conversationId, until } }) =>
      ctx.services.conversations.snooze({ accountId: ctx.accountId, actor: ctx.actor, conversationId, until }),
    ),

  unsnooze: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.unsnoozed" })
    .input(conversationKey)
    .mutation(({ ctx, input: { conversationId } }) =>
      ctx.services.conversations.unsnooze({ accountId: ctx.accountId, actor: ctx.actor, conversationId }),
    ),

  /** Null: nobody in particular. */
  assign: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.assigned" })
    .input(conversationKey.extend({ userId: z.string().min(1).max(64).nullable() }))
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.assign({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  setPriority: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.priorityChanged" })
    .input(conversationKey.extend({ priority: z.enum(PRIORITIES) }))
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.setPriority({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  /** Corrects what is known of the customer, or adds to it. What a person says is not read otherwise later. */
  saveFact: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.factSaved" })
    .input(factSchema)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.saveFact({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  removeFact: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.factRemoved" })
    .input(conversationKey.extend({ name: fieldNameSchema }))
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.removeFact({ ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),

  addTag: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.tagAdded" })
    .input(conversationKey.extend({ tag: tagSchema }))
    .mutation(({ ctx, input: { conversationId, tag } }) =>
      ctx.services.conversations.addTag({ accountId: ctx.accountId, actor: ctx.actor, conversationId, tag }),
    ),

  /** As it is written: also one from before tags were written alike. */
  removeTag: accountProcedure("conversation.reply")
    .meta({ audit: "conversation.tagRemoved" })
    .input(conversationKey.extend({ tag: z.string().min(1).max(200) }))
    .mutation(({ ctx, input: { conversationId, tag } }) =>
      ctx.services.conversations.removeTag({ accountId: ctx.accountId, actor: ctx.actor, conversationId, tag }),
    ),

  markRead: accountProcedure("conversation.reply")
    .meta({ audit: { none: "reading is no act" } })
    .input(conversationKey)
    .mutation(({ ctx, input }) =>
      ctx.services.conversations.markRead({ accountId: ctx.accountId, conversationId: input.conversationId }),
    ),
});

interface ContactFields {
  contactName: string | null;
  phoneNumber: string | null;
  isGroup?: boolean;
  lastMessagePreview: string | null;
}

/** What people see of a contact: the name, and the number as far as their role may read it. */
function nameContact<Row extends ContactFields>(row: Row, role: Role) {
  if (mayReadNumbers(role)) return { ...row, contactName: contactLabel(row) };
  const phoneNumber = row.phoneNumber && maskNumber(row.phoneNumber);
  const contactName = row.contactName && maskNumbersInText(row.contactName);
  const lastMessagePreview = row.lastMessagePreview && maskNumbersInText(row.lastMessagePreview);
  return { ...row, phoneNumber, lastMessagePreview, contactName: contactLabel({ ...row, contactName, phoneNumber }) };
}
