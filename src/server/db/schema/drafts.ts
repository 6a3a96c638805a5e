import { sql } from "drizzle-orm";
import { check, doublePrecision, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { DraftStatus } from "@/domain/agent/shadow";
import { accounts } from "./accounts";
import { id, instant, lifecycle } from "./columns";
import { conversations, turns } from "./conversations";

/** What the bot would have said in shadow mode, and what people made of it. */
export const replyDrafts = pgTable(
  "reply_drafts",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    conversationId: id()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** Whose question it answers; a turn that is taken back takes its draft along. */
    turnId: id()
      .notNull()
      .references(() => turns.id, { onDelete: "cascade" }),
    text: text().notNull(),
    /** What it is about, in words; null = a handover, which is not measured. */
    topic: text(),
    /** The conversation's when it was written; under another one it is not sent. */
    ownershipEpoch: integer().notNull(),
    status: text().$type<DraftStatus>().notNull().default("waiting"),
    /** What the customer was told instead or after all; null when it was discarded or became outdated. */
    sentText: text(),
    /** Of the draft and what was sent, 0..1; null while it waits and when it became outdated. */
    agreement: doublePrecision(),
    /** The user; null while it waits, when somebody answered on the phone, and when it became outdated. */
    decidedBy: text(),
    decidedAt: instant(),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("reply_drafts_turn_uq").on(t.turnId),
    uniqueIndex("reply_drafts_waiting_uq").on(t.conversationId).where(sql`${t.status} = 'waiting'`),
    index("reply_drafts_conversation_idx").on(t.conversationId),
    index("reply_drafts_account_decided_idx").on(t.accountId, t.decidedAt),
    check(
      "reply_drafts_status_ck",
      sql`${t.status} in ('waiting', 'sent', 'edited', 'replaced', 'discarded', 'outdated')`,
    ),
    check("reply_drafts_agreement_ck", sql`${t.agreement} between 0 and 1`),
  ],
).enableRLS();
