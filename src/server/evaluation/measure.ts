import type { AnswerSettings } from "@/domain/agent/settings";
import type { AnswerResult } from "@/domain/agent/turn";
import type { RunBasis } from "@/domain/evaluation/run-basis";
import { type CaseScore, scoreResult, UNASKED } from "@/domain/evaluation/scoring";
import type { TestCase } from "@/domain/evaluation/test-case";
import { getAccount } from "../accounts/service";
import { type Agent, wentWrong } from "../agent/pipeline";
import type { Database } from "../db/client";
import type { ResultSource } from "../db/schema";
import type { Logger } from "../logger";
import { describeDocuments } from "./basis-queries";

export interface MeasureDeps {
  db: Database;
  agent: Agent;
  /** Id of the embedding model. */
  embeddingModel: string;
  /** Who is meant to write an account's answers; null when they are picked from the documents. */
  answerModelOf(accountId: string): Promise<{ id: string; promptVersion: string } | null>;
  logger: Logger;
}

export interface MeasuredCase extends CaseScore {
  decision: AnswerResult["decision"] | null;
  band: AnswerResult["band"] | null;
  score: number | null;
  reply: string | null;
  sources: ResultSource[];
  ms: number;
}

/** What a run that begins now is measured with. @throws AppError not_found */
export async function readBasis(deps: MeasureDeps, accountId: string): Promise<RunBasis & { accountName: string }> {
  const account = await getAccount(deps.db, accountId);
  const answerModel = await deps.answerModelOf(accountId);
  return {
    accountName: account.name,
    settings: account.answerSettings,
    embeddingModel: deps.embeddingModel,
    answerModel: expectedModel(account.answerSettings, answerModel),
    promptVersion: answerModel?.promptVersion ?? "",
    ...(await describeDocuments(deps.db, accountId)),
  };
}

/** Which model is meant to answer with these settings; null when sentences are picked. */
const expectedModel = (
  { usesModel = true, model }: AnswerSettings,
  standard: Awaited<ReturnType<MeasureDeps["answerModelOf"]>>,
): string | null => (standard === null || !usesModel ? null : model || standard.id);

type Asker = Pick<Parameters<Agent["answer"]>[0], "accountId" | "accountName" | "settings">;

/**
 * Asks one question as a customer would, and scores what comes. Nothing is sent. What fails on the way makes this case
 * "unasked": a broken model must not look like a bot that declines as it should.
 * @throws only when the signal is aborted
 */
export async function measureCase(
  deps: MeasureDeps,
  asker: Asker,
  { question, expected }: TestCase,
  signal: AbortSignal,
): Promise<MeasuredCase> {
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  try {
    const result = await deps.agent.answer({ ...asker, question, history: [] }, signal);
    const { decision, band, score, reply, trace } = result;
    const sources = trace.passages.map(({ documentName, page }) => ({ documentName, page }));
    const answerModel = expectedModel(asker.settings, await deps.answerModelOf(asker.accountId));
    const caseScore = wentWrong(trace, { answerModel }) ? UNASKED : scoreResult(expected, result);
    return { ...caseScore, decision, band, score, reply, sources, ms: ms() };
  } catch (error) {
    signal.throwIfAborted();
    deps.logger.warn({ err: error, accountId: asker.accountId }, "a test question could not be asked");
    return { ...UNASKED, decision: null, band: null, score: null, reply: null, sources: [], ms: ms() };
  }
}
