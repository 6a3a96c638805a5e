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

/** Without white space at all: extracting text from HTML puts or leaves out blanks around what was marked up. */
const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, "");

/** Shortest end of one chunk and beginning of the next that are taken for the same text. */
const MIN_OVERLAP = 20;

/** Joins texts that overlap, in whatever order they come: chunks of a document repeat the end of the one before. */
function joinOverlapping(texts: readonly string[]): string[] {
  const joined = [...texts];
  for (let index = 0; index < joined.length; index++) {
    for (let other = 0; other < joined.length; other++) {
      const overlap = index === other ? 0 : overlapOf(joined[index]!, joined[other]!);
      if (overlap === 0) continue;
      joined[index] += joined[other]!.slice(overlap);
      joined.splice(other, 1);
      return joinOverlapping(joined);
    }
  }
  return joined;
}

/** How many characters at the end of one text begin the other. */
function overlapOf(text: string, next: string): number {
  for (let length = Math.min(text.length, next.length); length >= MIN_OVERLAP; length--)
    if (text.endsWith(next.slice(0, length))) return length;
  return 0;
}

/**
 * True when one of the evidence strings stands in the passages, white space and case folded. Passages of one document
 * that overlap are joined first.
 */
export function containsEvidence(
  passages: readonly { documentId: string; text: string }[],
  evidence: EvalQuestion["evidence"],
): boolean {
  const wanted = [evidence ?? []]
    .flat()
    .map(folded)
    .filter((string) => string !== "");
  const byDocument = Map.groupBy(passages, (passage) => passage.documentId);
  const present = [...byDocument.values()].flatMap((list) => joinOverlapping(list.map(({ text }) => folded(text))));
  return wanted.some((string) => present.some((text) => text.includes(string)));
}

/** Words and numbers; characters where words are not spaced. */
const tokensOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Share (0..1) of the reference's tokens, repetitions counted, that the reply has; 0 for a reference without any. */
export function tokenRecall(reference: string, reply: string): number {
  const left = new Map<string, number>();
  for (const token of tokensOf(reply)) left.set(token, (left.get(token) ?? 0) + 1);
  const wanted = tokensOf(reference);
  let found = 0;
  for (const token of wanted) {
    const count = left.get(token) ?? 0;
    if (count > 0) found++;
    left.set(token, count - 1);
  }
  return wanted.length === 0 ? 0 : found / wanted.length;
}

/** The best recall over all references of a question is at least a half. */
export function containsAnswer(question: Pick<EvalQuestion, "answer" | "answers">, reply: string): boolean {
  const references = [question.answer ?? [], question.answers ?? []].flat();
  return references.some((reference) => tokenRecall(reference, reply) >= 0.5);
}

const rate = (count: number, of: number): number => (of === 0 ? 0 : Math.round((count / of) * 10_000) / 10_000);
const share = (rows: readonly EvalRow[], is: (row: EvalRow) => boolean): number =>
  rate(rows.filter(is).length, rows.length);
const isAnswered = (row: EvalRow): boolean => row.decision === "answer";

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
