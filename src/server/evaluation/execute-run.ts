import type { RunBasis } from "@/domain/evaluation/run-basis";
import { summarizeRun } from "@/domain/evaluation/scoring";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { describeDocuments } from "./basis-queries";
import { scoreOf } from "./compare";
import { type MeasureDeps, measureCase, readBasis } from "./measure";
import * as runs from "./run-queries";

export interface ExecuteDeps extends MeasureDeps {
  now: () => Date;
}

/**
 * The job: asks what a run has not asked yet, one question after the other, and stores each result with the progress.
 * Ends early, quietly, when the run was stopped. Safe to run again: what was asked is not asked twice, and the rest is
 * measured with the same settings.
 */
export async function executeRun(
  deps: ExecuteDeps,
  key: runs.RunKey,
  { signal, isLastAttempt }: { signal: AbortSignal; isLastAttempt: boolean },
): Promise<void> {
  try {
    const basis = await beginOrResume(deps, key);
    if (!basis) return;
    const { accountName, settings } = basis;
    for (const open of await runs.listOpenResults(deps.db, key)) {
      const asker = { accountId: key.accountId, accountName, settings };
      const measured = await measureCase(deps, asker, open, signal);
      const goesOn = await deps.db.transaction(async (tx) => {
        if (!(await runs.updateRunning(tx, key, { doneCount: runs.oneMore() }))) return false;
        await runs.saveResult(tx, key, open.caseId, measured);
        await tell(tx, key);
        return true;
      });
      if (!goesOn) return;
    }
    await finish(deps, key, basis);
  } catch (error) {
    // A process that stops is no failure: the job returns to the queue and goes on from here.
    if (isLastAttempt && !signal.aborted)
      await deps.db.transaction(async (tx) => {
        if (await runs.updateRunning(tx, key, { state: "failed", finishedAt: deps.now() })) await tell(tx, key);
      });
    throw error;
  }
}

/** What the run is measured with; undefined when it isn't running any more. */
async function beginOrResume(
  deps: ExecuteDeps,
  key: runs.RunKey,
): Promise<(RunBasis & { accountName: string }) | undefined> {
  const run = await runs.findRun(deps.db, key);
  if (run?.state !== "running") return undefined;
  const { accountName, ...current } = await readBasis(deps, key.accountId);
  const basis = run.basis ?? current;
  if (!run.basis && !(await runs.updateRunning(deps.db, key, { basis }))) return undefined;
  return { ...basis, accountName };
}

async function finish(deps: ExecuteDeps, key: runs.RunKey, basis: RunBasis): Promise<void> {
  const { documentsHash } = await describeDocuments(deps.db, key.accountId);
  const results = await runs.listResults(deps.db, key);
  await deps.db.transaction(async (tx) => {
    const change = {
      state: "done" as const,
      summary: summarizeRun(results.map(scoreOf)),
      isMixed: documentsHash !== basis.documentsHash,
      finishedAt: deps.now(),
    };
    if (await runs.updateRunning(tx, key, change)) await tell(tx, key);
  });
}

const tell = (tx: Database, { accountId, runId }: runs.RunKey) =>
  publishChange(tx, { accountId, topic: "evaluation", id: runId });
