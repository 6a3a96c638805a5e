import type { AnswerSettings } from "@/domain/agent/settings";
import type { TestCase } from "@/domain/evaluation/test-case";
import type { Database } from "../db/client";
import { listCases } from "./case-queries";
import { addCase, addCases, type ByActor, type NewCase, removeCase, updateCase } from "./cases";
import { caseOfMessage } from "./conversation-case";
import { executeRun } from "./execute-run";
import { type GenerateDeps, generateCases, NO_WRITER } from "./generate";
import type { RunKey } from "./run-queries";
import { cancelRun, listRuns, type RunDeps, readRun, rehearse, startRun } from "./runs";

export { forgetCasesWith } from "./forgetting-queries";

export type EvaluationService = ReturnType<typeof createEvaluationService>;

/** Questions of an account with what should come of them; asking them all; and what became of the answers since. */
export function createEvaluationService(deps: RunDeps & GenerateDeps) {
  const { db } = deps;
  const inTransaction = <Result>(work: (tx: Database) => Promise<Result>) => db.transaction(work);
  return {
    async listCases(accountId: string) {
      const rows = await listCases(db, accountId);
      return rows.map(({ id, question, expected, source, createdAt }) => ({
        id,
        question,
        expected,
        source,
        createdAt,
      }));
    },

    add: (added: NewCase) => inTransaction((tx) => addCase(tx, added)),

    update: (change: ByActor & { caseId: string; testCase: TestCase }) => inTransaction((tx) => updateCase(tx, change)),

    remove: (removal: ByActor & { caseId: string }) => inTransaction((tx) => removeCase(tx, removal)),

    import: (imported: ByActor & { cases: TestCase[]; isReplacing: boolean }) =>
      inTransaction((tx) => addCases(tx, { ...imported, source: "imported" })),

    /** See conversation-case.ts. @throws AppError conflict when the question is there already */
    addFromConversation: ({ messageId, ...by }: ByActor & { messageId: string }) =>
      inTransaction(async (tx) => {
        const testCase = await caseOfMessage(tx, { accountId: by.accountId, messageId });
        return addCase(tx, { ...by, testCase, source: "conversation", isReplacing: false });
      }),

    /** Whether questions can be written from the documents; else why not, in words. */
    async generation(accountId: string): Promise<{ isAvailable: boolean; reason: string | null }> {
      const { writer, reason = NO_WRITER } = await deps.writerFor(accountId);
      return writer ? { isAvailable: true, reason: null } : { isAvailable: false, reason };
    },

    /** See generate.ts. */
    generate: (by: ByActor, signal: AbortSignal) => generateCases(deps, by, signal),

    start: (by: ByActor) => startRun(deps, by),
    cancel: (act: ByActor & RunKey) => cancelRun(deps, act),
    listRuns: (accountId: string) => listRuns(db, accountId),
    readRun: (key: RunKey) => readRun(db, key),

    /** The job: see execute-run.ts. */
    execute: (key: RunKey, options: { signal: AbortSignal; isLastAttempt: boolean }) => executeRun(deps, key, options),

    /** For whoever publishes a change: see runs.ts. */
    rehearse: (change: { accountId: string; settings: AnswerSettings }, signal: AbortSignal) =>
      rehearse(deps, change, signal),
  };
}
