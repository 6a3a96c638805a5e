import { bigint, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Metric } from "@/domain/analytics/cells";
import { accounts } from "./accounts";
import { id, instant } from "./columns";

/** What happened in a quarter of an hour of an account, once nothing can change it any more. See domain/analytics. */
export const analyticsRollups = pgTable(
  "analytics_rollups",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    bucketStart: instant().notNull(),
    metric: text().$type<Metric>().notNull(),
    dimension: text().notNull(),
    count: bigint({ mode: "number" }).notNull(),
    sum: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.bucketStart, t.metric, t.dimension] })],
).enableRLS();

/** How far an account's figures are rolled up. */
export const analyticsProgress = pgTable("analytics_progress", {
  accountId: id()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  /** Everything before it is; what happened later is counted when it is asked for. */
  rolledThrough: instant().notNull(),
  /** Messages up to this place were known then; one that arrives later and is older undoes what is rolled up from there. */
  throughSeq: bigint({ mode: "number" }).notNull().default(0),
}).enableRLS();

/** What was counted of rows that were erased: it is added to what is rolled up or read from the rows, and never counted anew. */
export const analyticsRemainders = pgTable(
  "analytics_remainders",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    bucketStart: instant().notNull(),
    metric: text().$type<Metric>().notNull(),
    dimension: text().notNull(),
    count: bigint({ mode: "number" }).notNull(),
    sum: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.bucketStart, t.metric, t.dimension] })],
).enableRLS();
