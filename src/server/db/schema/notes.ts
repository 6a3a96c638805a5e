import { index, pgTable, text } from "drizzle-orm/pg-core";
import { accounts, users } from "./accounts";
import { id, instant, lifecycle } from "./columns";
import { conversations } from "./conversations";

/**
 * What the team tells itself about a conversation. It stands in a table of its own and not among the messages, so that
 * nothing that reads those for the bot, or sends them, can ever come upon it.
 */
export const conversationNotes = pgTable(
  "conversation_notes",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    conversationId: id()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** Null once their user is deleted. */
    authorUserId: id().references(() => users.id, { onDelete: "set null" }),
    /** Mentions stand in it by id: see domain/messaging/note.ts. */
    body: text().notNull(),
    /** Whom it mentions: members of the account when it was written. */
    mentionedUserIds: text().array().notNull().default([]),
    editedAt: instant(),
    ...lifecycle,
  },
  (t) => [
    index("conversation_notes_conversation_idx").on(t.accountId, t.conversationId, t.createdAt),
    index("conversation_notes_author_idx").on(t.authorUserId),
  ],
).enableRLS();
