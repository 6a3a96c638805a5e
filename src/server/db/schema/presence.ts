import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts, users } from "./accounts";
import { id, instant } from "./columns";
import { conversations } from "./conversations";

/** Who of the team has a conversation open. Told again and again while it is open: an old row means nothing. */
export const conversationPresence = pgTable(
  "conversation_presence",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    conversationId: id()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    userId: id()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Each tab tells for itself, and closing one does not close the others. */
    tab: text().notNull(),
    isTyping: boolean().notNull().default(false),
    seenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.userId, t.tab] }),
    index("conversation_presence_account_idx").on(t.accountId, t.seenAt),
    index("conversation_presence_user_idx").on(t.userId),
  ],
).enableRLS();
