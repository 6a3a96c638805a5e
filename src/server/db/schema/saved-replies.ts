import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accounts, users } from "./accounts";
import { id, lifecycle } from "./columns";

/** Words that the team writes again and again, each under a short key. */
export const savedReplies = pgTable(
  "saved_replies",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** In small letters: see domain/messaging/saved-reply.ts. */
    key: text().notNull(),
    /** With the variables of automation rules. */
    text: text().notNull(),
    /** Who wrote it last; null once their user is deleted. */
    writtenByUserId: id().references(() => users.id, { onDelete: "set null" }),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("saved_replies_account_key_uq").on(t.accountId, t.key),
    index("saved_replies_written_by_idx").on(t.writtenByUserId),
  ],
).enableRLS();
