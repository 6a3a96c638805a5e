import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AnswerResult, ConfidenceBand } from "@/domain/agent/turn";
import type { RunBasis } from "@/domain/evaluation/run-basis";
import type { Checks, RunSummary, Verdict } from "@/domain/evaluation/scoring";
import type { CaseSource, Expected } from "@/domain/evaluation/test-case";
import { accounts } from "./accounts";
import { id, instant, lifecycle } from "./columns";

/** Questions of an account with what should come of them. */
export const testCases = pgTable(
  "test_cases",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    question: text().notNull(),
    /** The question without what doesn't make it another one: see answer-pair.ts. */
    questionKey: text().notNull(),
    expected: jsonb().$type<Expected>().notNull(),
    source: text().$type<CaseSource>().notNull(),
    createdBy: text(),
    ...lifecycle,
  },
  (t) => [
    uniqueIndex("test_cases_account_question_uq").on(t.accountId, t.questionKey),
    check("test_cases_source_ck", sql`${t.source} in ('typed', 'imported', 'playground', 'conversation', 'generated')`),
  ],
).enableRLS();

/** One asking of all test questions. */
export const testRuns = pgTable(
  "test_runs",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    state: text().$type<TestRunState>().notNull().default("running"),
    doneCount: integer().notNull().default(0),
    totalCount: integer().notNull(),
    /** What it is measured with, from the first question on; null until then. */
    basis: jsonb().$type<RunBasis>(),
    /** The documents changed while it went on, so it is neither of the one state nor of the other. */
    isMixed: boolean().notNull().default(false),
    /** Null until it came to its end. */
    summary: jsonb().$type<RunSummary>(),
    startedBy: text(),
    finishedAt: instant(),
    ...lifecycle,
  },
  (t) => [
    unique("test_runs_account_id_uq").on(t.accountId, t.id),
    // One at a time.
    uniqueIndex("test_runs_running_uq").on(t.accountId).where(sql`state = 'running'`),
    index("test_runs_recent_idx").on(t.accountId, t.createdAt.desc()),
    check("test_runs_state_ck", sql`${t.state} in ('running', 'done', 'cancelled', 'failed')`),
  ],
).enableRLS();

export type TestRunState = "running" | "done" | "cancelled" | "failed";

/** What one question came to in one run. Made with the run, so that it asks what there was when it began. */
export const testResults = pgTable(
  "test_results",
  {
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    runId: id().notNull(),
    /** Not a reference: history outlives its cases. */
    caseId: id().notNull(),
    /** Order in the run, from 0. */
    position: integer().notNull(),
    /** As they were when the run began. */
    question: text().notNull(),
    expected: jsonb().$type<Expected>().notNull(),
    /** All below: null until it was asked; of one that couldn't be, the verdict alone is set. */
    verdict: text().$type<Verdict>(),
    checks: jsonb().$type<Checks>(),
    decision: text().$type<AnswerResult["decision"]>(),
    band: text().$type<ConfidenceBand>(),
    score: doublePrecision(),
    reply: text(),
    /** Documents and pages that the answer was made from, best first. */
    sources: jsonb().$type<ResultSource[]>(),
    ms: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.runId, t.caseId] }),
    foreignKey({
      name: "test_results_run_fk",
      columns: [t.accountId, t.runId],
      foreignColumns: [testRuns.accountId, testRuns.id],
    }).onDelete("cascade"),
    check("test_results_verdict_ck", sql`${t.verdict} in ('right', 'wrong', 'unasked')`),
  ],
).enableRLS();

export interface ResultSource {
  documentName: string;
  page: number | null;
}
