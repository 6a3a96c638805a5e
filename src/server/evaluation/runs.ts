import type { AnswerSettings } from "@/domain/agent/settings";
import { changedParts } from "@/domain/evaluation/run-basis";
import { summarizeRun } from "@/domain/evaluation/scoring";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { AppError } from "../errors";
import type { JobQueue } from "../jobs/queue";
import { listCases, lockEvaluation } from "./case-queries";
import type { ByActor } from "./cases";
import { compareResults, type RunComparison } from "./compare";
import type { ExecuteDeps } from "./execute-run";
import { measureCase, readBasis } from "./measure";
import * as queries from "./run-queries";

export interface RunDeps extends ExecuteDeps {
  queue: Pick<JobQueue, "enqueue">;
}

/** As many as a chart shows; older ones go. */
const MAX_RUNS = 50;

/**
 * Begins to ask all test questions as they are now.
 * @throws AppError bad_request when there is none, conflict when a run goes on already
 */
export async function startRun({ db, queue }: RunDeps, { accountId, actor }: ByActor): Promise<{ runId: string }> {
  const runId = newId("testRun");
  await db.transaction(async (tx) => {
    await lockEvaluation(tx, accountId);
    const cases = await listCases(tx, accountId);
    if (cases.length === 0) throw new AppError("bad_request", "There are no test questions yet. Add one first.");
    const run = { id: runId, accountId, totalCount: cases.length, startedBy: actor.userId };
    if (!(await queries.insertRun(tx, run)))
      throw new AppError("conflict", "The test questions are being asked already.");
    await queries.insertResults(
      tx,
      cases.map(({ id: caseId, question, expected }, position) => ({
        accountId,
        runId,
        caseId,
        position,
        question,
        expected,
      })),
    );
    await queries.deleteOldRuns(tx, accountId, MAX_RUNS);
    await queue.enqueue(tx, "evaluate", { accountId, runId });
    const after = { questions: cases.length };
    await recordAudit(tx, {
      accountId,
      actor,
      action: "evaluation.runStarted",
      target: { kind: "test_run", id: runId, name: null },
      after,
    });
    await publishChange(tx, { accountId, topic: "evaluation", id: runId });
  });
  return { runId };
}

/** Ends a run; what was asked stays to be read. Nothing when it has ended. @throws AppError not_found */
export async function cancelRun({ db, now }: RunDeps, { actor, ...key }: ByActor & queries.RunKey): Promise<void> {
  await db.transaction(async (tx) => {
    await getRun(tx, key);
    if (!(await queries.updateRunning(tx, key, { state: "cancelled", finishedAt: now() }))) return;
    const { accountId, runId } = key;
    await recordAudit(tx, {
      accountId,
      actor,
      action: "evaluation.runCancelled",
      target: { kind: "test_run", id: runId, name: null },
    });
    await publishChange(tx, { accountId, topic: "evaluation", id: runId });
  });
}

/** Newest first, each with what was different from the run before it that came to its end. */
export async function listRuns(db: Database, accountId: string) {
  const rows = await queries.listRuns(db, accountId, MAX_RUNS);
  return rows.map((run, index) => {
    const before = rows.slice(index + 1).find(({ state }) => state === "done");
    const { id, state, doneCount, totalCount, isMixed, summary, createdAt, finishedAt, basis } = run;
    const changed = before?.basis && basis ? changedParts(before.basis, basis) : [];
    const { documentCount = null, answerModel = null } = basis ?? {};
    return {
      id,
      state,
      doneCount,
      totalCount,
      isMixed,
      summary,
      createdAt,
      finishedAt,
      documentCount,
      answerModel,
      changed,
    };
  });
}

/** A run's results, and what became better or worse since the run before it. @throws AppError not_found */
export async function readRun(db: Database, key: queries.RunKey) {
  const run = await getRun(db, key);
  const results = await queries.listResults(db, key);
  const before = run.state === "done" ? await queries.findLastDone(db, key.accountId, run.createdAt) : undefined;
  return {
    state: run.state,
    results: results.map(({ accountId: _, runId: __, ...result }) => result),
    comparison: before ? await compareWith(db, before, { basis: run.basis, results }) : null,
  };
}

/** What a change that isn't live yet would do to the test questions. */
export interface Rehearsal {
  summary: ReturnType<typeof summarizeRun>;
  /** Against the newest run; null when there is none. */
  comparison: RunComparison | null;
}

/**
 * Asks all test questions with other settings and compares what comes with the newest run. Stores nothing and tells
 * nobody: for showing what publishing a change would do, before it is published.
 * @throws AppError not_found; whatever the signal was aborted with
 */
export async function rehearse(
  deps: RunDeps,
  { accountId, settings }: { accountId: string; settings: AnswerSettings },
  signal: AbortSignal,
): Promise<Rehearsal> {
  const { accountName, ...current } = await readBasis(deps, accountId);
  const results = [];
  for (const { id: caseId, question, expected } of await listCases(deps.db, accountId)) {
    const measured = await measureCase(deps, { accountId, accountName, settings }, { question, expected }, signal);
    results.push({ caseId, question, expected, ...measured });
  }
  const before = await queries.findLastDone(deps.db, accountId);
  return {
    summary: summarizeRun(results),
    comparison: before ? await compareWith(deps.db, before, { basis: { ...current, settings }, results }) : null,
  };
}

async function compareWith(
  db: Database,
  { accountId, id: runId, basis }: queries.RunRow,
  after: Parameters<typeof compareResults>[1],
): Promise<RunComparison> {
  return compareResults({ basis, results: await queries.listResults(db, { accountId, runId }) }, after);
}

async function getRun(db: Database, key: queries.RunKey): Promise<queries.RunRow> {
  const run = await queries.findRun(db, key);
  if (!run) throw new AppError("not_found", "This run is no longer here.");
  return run;
}
