// What is left of customers who were erased: marks (keyed hashes, see conversations/contacts/marks.ts) that name nobody.
import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { id, instant } from "./columns";

const accountId = () =>
  id()
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" });

/** Messages that must not come back when WhatsApp delivers them again. */
export const erasedMessages = pgTable(
  "erased_messages",
  { accountId: accountId(), mark: text().notNull(), erasedAt: instant().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.mark] })],
).enableRLS();

/** Who wanted no automatic messages when they were erased, by each of their ids; kept until they write again. */
export const erasedOptOuts = pgTable(
  "erased_opt_outs",
  {
    accountId: accountId(),
    mark: text().notNull(),
    /** The same for all ids of one person, and nobody's otherwise. */
    personId: text().notNull(),
    optedOutAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.mark] }),
    index("erased_opt_outs_person_idx").on(t.accountId, t.personId),
  ],
).enableRLS();
