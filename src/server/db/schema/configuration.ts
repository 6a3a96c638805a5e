import { date, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AnswerSettings } from "@/domain/agent/settings";
import { accounts } from "./accounts";
import { createdAt, id, instant } from "./columns";

/** Every configuration that an account's bot has ever answered with. Only added to: rolling back publishes a copy. */
export const configVersions = pgTable(
  "config_versions",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** From 1, without gaps; the highest is the one in use. */
    version: integer().notNull(),
    settings: jsonb().$type<AnswerSettings>().notNull(),
    /** What it was published for, in the publisher's words. */
    note: text(),
    /** The version it is a copy of, when somebody rolled back. */
    restoredFrom: integer(),
    /** Null: it came with the account. */
    publishedBy: text(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.version] })],
).enableRLS();

/** What an account's team is preparing: at most one draft, for all of them. */
export const configDrafts = pgTable("config_drafts", {
  accountId: id()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  settings: jsonb().$type<AnswerSettings>().notNull(),
  /** Counts up with every save, so that nobody overwrites what they haven't seen. */
  revision: integer().notNull(),
  savedBy: text().notNull(),
  savedAt: instant().notNull(),
}).enableRLS();

/** Tokens that an account's models took, by day (UTC). */
export const modelUsage = pgTable(
  "model_usage",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    day: date({ mode: "string" }).notNull(),
    inputTokens: integer().notNull().default(0),
    outputTokens: integer().notNull().default(0),
    calls: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.day] })],
).enableRLS();
