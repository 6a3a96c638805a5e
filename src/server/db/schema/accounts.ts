import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Role } from "@/domain/access/roles";
import type { AnswerSettings } from "@/domain/agent/settings";
import type { BusinessHours } from "@/domain/automation/hours";
import { type ChannelSettings, DEFAULT_CHANNEL_SETTINGS } from "@/domain/messaging/channel-settings";
import type { KeepDays } from "@/domain/messaging/keep-time";
import { LANGUAGES } from "@/domain/words/languages";
import { createdAt, id, instant, lifecycle } from "./columns";

/** A person who signs in. The row mirrors the auth server's user, so that members can be listed without asking it. */
export const users = pgTable(
  "users",
  {
    /** The auth server's `sub`. */
    id: id().primaryKey(),
    email: text().notNull(),
    /** What the team calls the person; null until they say. */
    name: text(),
    /** In which the interface speaks to them; null until they choose. */
    language: text({ enum: LANGUAGES }),
    ...lifecycle,
  },
  (t) => [index("users_email_idx").on(t.email)],
).enableRLS();

/** One WhatsApp number = one bot. */
export const accounts = pgTable(
  "accounts",
  {
    id: id().primaryKey(),
    name: text().notNull(),
    /** Those of the published configuration version: see config_versions. */
    answerSettings: jsonb().$type<AnswerSettings>().notNull(),
    /** Which version they are. */
    configVersion: integer().notNull().default(1),
    channelSettings: jsonb().$type<ChannelSettings>().notNull().default(DEFAULT_CHANNEL_SETTINGS),
    /** Null: nobody has said when it is open, so it always is. */
    businessHours: jsonb().$type<BusinessHours>(),
    /** Counts up with every change of the knowledge base; caches compare it. */
    knowledgeVersion: integer().notNull().default(0),
    /** Shadow mode: the bot drafts and people send; see domain/agent/shadow.ts. */
    isShadowed: boolean().notNull().default(false),
    /** For so many days messages are kept: see domain/messaging/keep-time.ts. Null: for ever. */
    keepDays: integer().$type<KeepDays>(),
    /** Before this nothing is removed, so that a slip can be taken back. Null: nothing ever is. */
    removesFrom: instant(),
    ...lifecycle,
  },
  (t) => [check("accounts_keep_days_ck", sql`${t.keepDays} in (30, 90, 365)`)],
).enableRLS();

export const members = pgTable(
  "members",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    userId: id()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text().$type<Role>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.userId] }),
    index("members_user_idx").on(t.userId),
    check("members_role_ck", sql`${t.role} in ('owner', 'admin', 'operator', 'viewer')`),
  ],
).enableRLS();
