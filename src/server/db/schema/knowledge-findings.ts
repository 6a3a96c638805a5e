import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { FindingDetails, FindingKind, FindingSeverity, FindingSource } from "@/domain/knowledge/doctor/finding";
import { accounts } from "./accounts";
import { id, instant, lifecycle } from "./columns";

/** What is worth a look in an account's documents. */
export const knowledgeFindings = pgTable(
  "knowledge_findings",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    kind: text().$type<FindingKind>().notNull(),
    severity: text().$type<FindingSeverity>().notNull(),
    /** Hash of the kind and the words it is about: a dismissed finding stays dismissed when documents are read again. */
    fingerprint: text().notNull(),
    sources: jsonb().$type<FindingSource[]>().notNull(),
    details: jsonb().$type<FindingDetails>().notNull(),
    /** Found when the documents were looked at last; false is kept for those that were dismissed only. */
    isCurrent: boolean().notNull().default(true),
    dismissedAt: instant(),
    /** Id of the user. */
    dismissedBy: text(),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("knowledge_findings_fingerprint_uq").on(t.accountId, t.fingerprint),
    index("knowledge_findings_current_idx").on(t.accountId).where(sql`${t.isCurrent}`),
    check("knowledge_findings_severity_ck", sql`${t.severity} in ('high', 'medium', 'low')`),
  ],
).enableRLS();

/** When the documents of an account were looked at last, and how much of them. */
export const knowledgeExaminations = pgTable("knowledge_examinations", {
  accountId: id()
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  examinedAt: instant().notNull(),
  /** What the documents were then; the same again means that there is nothing to look for. */
  state: text().notNull(),
  passageCount: integer().notNull(),
  /** Of the whole account: more than were looked at when it has very many. */
  totalPassageCount: integer().notNull(),
}).enableRLS();
