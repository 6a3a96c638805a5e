import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ReadingStop, RefusedPage, WebSourceMode, WebSourceState } from "@/domain/knowledge/web/web-source";
import { accounts } from "./accounts";
import { id, instant, lifecycle } from "./columns";
import { documents } from "./knowledge";

/** Addresses that an account's knowledge is read from: one page, or what the sitemap of a site names. */
export const webSources = pgTable(
  "web_sources",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** As it was typed. */
    address: text().notNull(),
    /** Its normal form: the same address is added once. */
    url: text().notNull(),
    mode: text().$type<WebSourceMode>().notNull(),
    /** Hours between two readings; null: only when somebody asks. */
    recrawlEveryHours: integer(),
    state: text().$type<WebSourceState>().notNull(),
    /** Counts the readings up; a job that reads for an earlier one has been cancelled. */
    reading: integer().notNull().default(1),
    startedAt: instant().notNull(),
    /** Of the current reading, or of the last one. */
    doneCount: integer().notNull().default(0),
    totalCount: integer().notNull().default(0),
    changedCount: integer().notNull().default(0),
    refusedCount: integer().notNull().default(0),
    /** The first ones of `refusedCount`. */
    refusals: jsonb().$type<RefusedPage[]>().notNull().default([]),
    /** Why it ended before the last page; null when it didn't. */
    stoppedBy: text().$type<ReadingStop>(),
    /** Pages that were left out by `stoppedBy`. */
    leftOutCount: integer().notNull().default(0),
    nextAt: instant(),
    /** When a reading last came to its end. */
    lastReadAt: instant(),
    createdBy: text(),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("web_sources_account_url_uq").on(t.accountId, t.url, t.mode),
    index("web_sources_next_idx").on(t.nextAt),
    check("web_sources_mode_ck", sql`${t.mode} in ('page', 'sitemap')`),
    check("web_sources_state_ck", sql`${t.state} in ('idle', 'reading', 'failed')`),
  ],
).enableRLS();

/** The document of a page: where it was read, and what is needed to ask whether it has changed. */
export const webPages = pgTable(
  "web_pages",
  {
    documentId: id()
      .primaryKey()
      .references(() => documents.id, { onDelete: "cascade" }),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    webSourceId: id()
      .notNull()
      .references(() => webSources.id, { onDelete: "cascade" }),
    /** Normalised, as typed or as it stands in the sitemap. */
    url: text().notNull(),
    /** Where it was found in the end; the validators belong to this one. */
    finalUrl: text().notNull(),
    /** What the document is called once this text is read. */
    title: text().notNull(),
    etag: text(),
    lastModified: text(),
    /** When the site last showed it, changed or not. */
    fetchedAt: instant().notNull(),
    /** The last reading (web_sources.reading) that saw it, and the last one that found another text than before. */
    seenReading: integer().notNull(),
    changedReading: integer().notNull(),
    /** Readings in a row that it was missing from. */
    missedReadings: integer().notNull().default(0),
  },
  (t) => [uniqueIndex("web_pages_source_url_uq").on(t.webSourceId, t.url)],
).enableRLS();

/** The document of a question with its answer. */
export const answerPairs = pgTable(
  "answer_pairs",
  {
    documentId: id()
      .primaryKey()
      .references(() => documents.id, { onDelete: "cascade" }),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    question: text().notNull(),
    answer: text().notNull(),
    /** The question without what doesn't make it another one: see answer-pair.ts. */
    questionKey: text().notNull(),
  },
  (t) => [uniqueIndex("answer_pairs_account_question_uq").on(t.accountId, t.questionKey)],
).enableRLS();
