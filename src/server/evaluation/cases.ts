import type { AuditAction } from "@/domain/access/audit-actions";
import { MAX_TEST_CASES } from "@/domain/evaluation/limits";
import { type CaseSource, isSameExpectation, type TestCase } from "@/domain/evaluation/test-case";
import { questionKey } from "@/domain/knowledge/answer-pair";
import type { Actor } from "../audit/actor";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import { AppError } from "../errors";
import * as queries from "./case-queries";

export interface ByActor {
  accountId: string;
  actor: Actor;
}

export interface ImportCounts {
  added: number;
  replaced: number;
  /** The question was there already, with the same expectation or to be kept as it is. */
  kept: number;
}

export interface NewCase extends ByActor {
  testCase: TestCase;
  source: CaseSource;
  /** A question that is there already gets this expectation. */
  isReplacing: boolean;
}

/** @throws AppError conflict when the question is there already and is not to be replaced; bad_request when there are too many */
export async function addCase(
  tx: Database,
  { accountId, actor, testCase, source, isReplacing }: NewCase,
): Promise<{ caseId: string }> {
  await queries.lockEvaluation(tx, accountId);
  const known = (await queries.findCasesByQuestions(tx, accountId, [testCase.question])).get(
    questionKey(testCase.question),
  );
  if (known && !isReplacing) throw isThere();
  const caseId = known?.id ?? newId("testCase");
  if (known) await queries.updateCase(tx, { accountId, caseId }, testCase);
  else {
    await checkRoom(tx, accountId, 1);
    await queries.insertCase(tx, { id: caseId, accountId, ...testCase, source, createdBy: actor.userId });
  }
  const action = known ? "evaluation.caseChanged" : "evaluation.caseAdded";
  await audit(tx, { accountId, actor, action, caseId, question: testCase.question });
  return { caseId };
}

/** @throws AppError conflict when another case has this question; not_found */
export async function updateCase(
  tx: Database,
  { accountId, actor, caseId, testCase }: ByActor & { caseId: string; testCase: TestCase },
): Promise<void> {
  await queries.lockEvaluation(tx, accountId);
  const before = await getCase(tx, { accountId, caseId });
  const known = (await queries.findCasesByQuestions(tx, accountId, [testCase.question])).get(
    questionKey(testCase.question),
  );
  if (known && known.id !== caseId) throw isThere();
  if (isSame(before, testCase)) return;
  await queries.updateCase(tx, { accountId, caseId }, testCase);
  await audit(tx, { accountId, actor, action: "evaluation.caseChanged", caseId, question: testCase.question });
}

/** Runs that asked it keep their results. @throws AppError not_found */
export async function removeCase(tx: Database, { accountId, actor, caseId }: ByActor & { caseId: string }) {
  const { question } = await getCase(tx, { accountId, caseId });
  await queries.deleteCase(tx, { accountId, caseId });
  await audit(tx, { accountId, actor, action: "evaluation.caseRemoved", caseId, question });
}

/** All or nothing. @throws AppError bad_request when there are too many */
export async function addCases(
  tx: Database,
  {
    accountId,
    actor,
    cases,
    source,
    isReplacing,
  }: ByActor & { cases: readonly TestCase[] } & Omit<NewCase, "testCase">,
): Promise<ImportCounts> {
  await queries.lockEvaluation(tx, accountId);
  const counts = { added: 0, replaced: 0, kept: 0 };
  // The last one of several with the same question, as when they were typed in one after the other.
  const unique = new Map(cases.map((testCase) => [questionKey(testCase.question), testCase]));
  const known = await queries.findCasesByQuestions(
    tx,
    accountId,
    [...unique.values()].map(({ question }) => question),
  );
  await checkRoom(tx, accountId, unique.size - known.size);
  for (const [key, testCase] of unique) {
    const existing = known.get(key);
    const isReplaced = existing !== undefined && isReplacing && !isSame(existing, testCase);
    if (isReplaced) await queries.updateCase(tx, { accountId, caseId: existing.id }, testCase);
    else if (!existing)
      await queries.insertCase(tx, {
        id: newId("testCase"),
        accountId,
        ...testCase,
        source,
        createdBy: actor.userId,
      });
    counts[!existing ? "added" : isReplaced ? "replaced" : "kept"] += 1;
  }
  const action = source === "generated" ? "evaluation.casesGenerated" : "evaluation.casesImported";
  await recordAudit(tx, { accountId, actor, action, after: { ...counts } });
  await publishChange(tx, { accountId, topic: "evaluation", id: accountId });
  return counts;
}

async function checkRoom(tx: Database, accountId: string, added: number): Promise<void> {
  const count = await queries.countCases(tx, accountId);
  if (added > 0 && count + added > MAX_TEST_CASES)
    throw new AppError(
      "bad_request",
      `An account can have ${MAX_TEST_CASES} test questions, and has ${count}. Delete some to add others.`,
    );
}

const isThere = () => new AppError("conflict", "This question is already among the test questions.");

const isSame = (a: TestCase, b: TestCase) =>
  a.question === b.question &&
  isSameExpectation(a.expected, b.expected) &&
  a.expected.evidenceDocument === b.expected.evidenceDocument;

async function getCase(db: Database, key: queries.CaseKey): Promise<queries.CaseRow> {
  const found = await queries.findCase(db, key);
  if (!found) throw new AppError("not_found", "This test question is no longer here.");
  return found;
}

async function audit(
  tx: Database,
  { caseId, question, ...entry }: ByActor & { action: AuditAction; caseId: string; question: string },
): Promise<void> {
  await recordAudit(tx, { ...entry, target: { kind: "test_case", id: caseId, name: question } });
  await publishChange(tx, { accountId: entry.accountId, topic: "evaluation", id: caseId });
}
