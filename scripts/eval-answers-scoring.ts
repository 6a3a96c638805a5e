import { ENOUGH_RECALL, tokenRecall } from "@/domain/evaluation/text-match";

/** A line of questions.jsonl; see the format in `npm run eval:answers -- --help`. */
export interface EvalQuestion {
  question: string;
  /** The reference answer; absent for questions that have none. */
  answer?: string | null;
  /** Several references count as one each; the best counts. */
  answers?: string[];
  evidence?: string | string[] | null;
  type?: string;
  history?: { role: string; text: string }[];
}

export interface EvalRow {
  type: string;
  question: string;
  reply: string;
  decision: string;
  band: string;
  score: number | null;
  citations: { document: string; page: number | null; heading: string; text: string }[];
  evidenceRetrieved: boolean;
  answerContained: boolean;
  ms: number;
}

export interface EvalSummary {
  n: number;
  answerable: { n: number; answered: number; evidenceRetrieved: number; answerContained: number };
  unanswerable: { n: number; declined: number };
  byType: Record<
    string,
    { n: number; decisions: Record<string, number>; evidenceRetrieved: number; answerContained: number }
  >;
  msPerQuestion: number;
}

const ANSWERABLE = new Set(["answerable", "partial"]);
const UNANSWERABLE = new Set(["unanswerable", "out_of_scope"]);

/** A question without a type is an answerable one. */
export const typeOf = (question: Pick<EvalQuestion, "type">): string => question.type ?? "answerable";

/** The best recall over all references of a question is at least a half. */
export function containsAnswer(question: Pick<EvalQuestion, "answer" | "answers">, reply: string): boolean {
  const references = [question.answer ?? [], question.answers ?? []].flat();
  return references.some((reference) => tokenRecall(reference, reply) >= ENOUGH_RECALL);
}

const rate = (count: number, of: number): number => (of === 0 ? 0 : Math.round((count / of) * 10_000) / 10_000);
const share = (rows: readonly EvalRow[], is: (row: EvalRow) => boolean): number =>
  rate(rows.filter(is).length, rows.length);
const isAnswered = (row: EvalRow): boolean => row.decision === "answer";

/** Whether the conversation before an answerable question may matter. */
export const isFollowUp = (question: Pick<EvalQuestion, "type" | "history">): boolean =>
  ANSWERABLE.has(typeOf(question)) && (question.history?.length ?? 0) > 0;

/** Whether the evidence of one question was found, in its conversation and out of it. */
export interface FollowUpRow {
  withHistory: boolean;
  bare: boolean;
}

/** Shares (0..1) of `n` questions. */
export const summarizeFollowUps = (rows: readonly FollowUpRow[]) => ({
  n: rows.length,
  evidenceRetrieved: {
    withHistory: rate(rows.filter(({ withHistory }) => withHistory).length, rows.length),
    bare: rate(rows.filter(({ bare }) => bare).length, rows.length),
  },
});

/** Counts as `n`, everything else as shares (0..1) of that `n`. */
export function summarize(rows: readonly EvalRow[]): EvalSummary {
  const answerable = rows.filter((row) => ANSWERABLE.has(row.type));
  const unanswerable = rows.filter((row) => UNANSWERABLE.has(row.type));
  const byType: EvalSummary["byType"] = {};
  for (const type of new Set(rows.map((row) => row.type))) {
    const ofType = rows.filter((row) => row.type === type);
    const decisions: Record<string, number> = {};
    for (const { decision } of ofType) decisions[decision] = (decisions[decision] ?? 0) + 1;
    byType[type] = {
      n: ofType.length,
      decisions,
      evidenceRetrieved: share(ofType, (row) => row.evidenceRetrieved),
      answerContained: share(ofType, (row) => row.answerContained),
    };
  }
  return {
    n: rows.length,
    answerable: {
      n: answerable.length,
      answered: share(answerable, isAnswered),
      evidenceRetrieved: share(answerable, (row) => row.evidenceRetrieved),
      answerContained: share(answerable, (row) => row.answerContained),
    },
    unanswerable: { n: unanswerable.length, declined: share(unanswerable, (row) => !isAnswered(row)) },
    byType,
    msPerQuestion: rows.length === 0 ? 0 : Math.round(rows.reduce((sum, row) => sum + row.ms, 0) / rows.length),
  };
}
