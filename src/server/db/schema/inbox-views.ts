import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { INBOX_LISTS } from "@/domain/messaging/inbox-filters";
import { accounts, users } from "./accounts";
import { id, instant, lifecycle } from "./columns";

/** Lists of the inbox with their filters, each under a name. */
export const inboxViews = pgTable(
  "inbox_views",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** Whose alone it is, and goes with; null: it is shared with the team, and stays when its maker leaves. */
    ownerUserId: id().references(() => users.id, { onDelete: "cascade" }),
    /** Who made it: it is one of their own also when they share it. Null once their user is deleted. */
    madeByUserId: id().references(() => users.id, { onDelete: "set null" }),
    name: text().notNull(),
    filter: text({ enum: INBOX_LISTS }).notNull(),
    tags: text().array().notNull().default([]),
    /** Whose conversations it shows. Without that user it would silently show everybody's, so it goes with them. */
    assigneeId: id().references(() => users.id, { onDelete: "cascade" }),
    isUnread: boolean().notNull().default(false),
    /** It was removed then, and can be put back for a while. */
    removedAt: instant(),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("inbox_views_own_name_uq")
      .on(t.accountId, t.madeByUserId, sql`lower(${t.name})`)
      .where(sql`${t.removedAt} is null`),
    index("inbox_views_owner_idx").on(t.ownerUserId),
    index("inbox_views_made_by_idx").on(t.madeByUserId),
    index("inbox_views_assignee_idx").on(t.assigneeId),
    index("inbox_views_removed_idx").on(t.removedAt).where(sql`${t.removedAt} is not null`),
    check("inbox_views_owner_ck", sql`${t.ownerUserId} is null or ${t.ownerUserId} = ${t.madeByUserId}`),
  ],
).enableRLS();
