import type { AnswerResult } from "../agent/turn";
import type { CaseChange } from "../evaluation/comparison";
import type { BasisPart } from "../evaluation/run-basis";
import type { Check, Count, RunSummary, Verdict } from "../evaluation/scoring";
import type { CaseSource, Expected } from "../evaluation/test-case";
import { countWords } from "./document";

/** Whole percent of the right ones; null when there is nothing to divide by. */
export const percentOf = ({ n, right }: Count): number | null => (n === 0 ? null : Math.round((right / n) * 100));

/** "80 %", or a dash where nothing was asked. */
export const rateWords = (count: Count): string => {
  const percent = percentOf(count);
  return percent === null ? "–" : `${percent} %`;
};

/** "8 of 10"; "none asked" where there is nothing to count. */
export const countOfWords = ({ n, right }: Count): string =>
  n === 0 ? "none asked" : `${right.toLocaleString("en")} of ${n.toLocaleString("en")}`;

const CHECKS: Record<Check, { label: string; hint: string; lost: string; gained: string }> = {
  evidence: {
    label: "Passage found",
    hint: "The passage that answers is among those the bot reads.",
    lost: "The passage is no longer found.",
    gained: "The passage is found now.",
  },
  answer: {
    label: "Answer right",
    hint: "The reply says what you expect.",
    lost: "The reply no longer says what you expect.",
    gained: "The reply says what you expect now.",
  },
  decline: {
    label: "Rightly not answered",
    hint: "Where nothing should be answered, a person is called.",
    lost: "It is answered now, and shouldn't be.",
    gained: "It is no longer answered, as it should be.",
  },
};

export const checkWords = (check: Check) => CHECKS[check];

/** What became worse, in one or two sentences. */
export function lostWords({ lost }: Pick<CaseChange, "lost">): string {
  return lost.length === 0 ? "The bot no longer answers it." : lost.map((check) => CHECKS[check].lost).join(" ");
}

/** What became better. */
export function gainedWords({ gained }: Pick<CaseChange, "gained">): string {
  return gained.length === 0 ? "The bot answers it now." : gained.map((check) => CHECKS[check].gained).join(" ");
}

const PARTS: Record<BasisPart, string> = {
  documents: "the documents",
  settings: "the answer settings",
  model: "the language model",
  search: "the search model",
  order: "the ordering by the model",
};

/** What differed between two runs: "Since the run before, the documents and the answer settings changed." */
export function changedWords(parts: readonly BasisPart[]): string {
  if (parts.length === 0) return "Documents, settings and models are those of the run before.";
  return `Since the run before, ${listWords(parts.map((part) => PARTS[part]))} changed.`;
}

/** The same for a cell of a table: "documents, answer settings". */
export const changedPartsWords = (parts: readonly BasisPart[]): string =>
  parts.map((part) => PARTS[part].replace("the ", "")).join(", ");

const listWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

/** How the newest run came out beside the one before, as a sentence: the title of the chart. */
export function trendWords(last: RunSummary, before: RunSummary | undefined): string {
  const now = percentOf(last.all);
  if (now === null) return "No question could be asked.";
  const then = before ? percentOf(before.all) : null;
  const right = `${now} % came out right`;
  if (then === null) return `${right}.`;
  if (then === now) return `${right}, as in the run before.`;
  return `${right}, ${now > then ? "up" : "down"} from ${then} %.`;
}

const VERDICTS: Record<Verdict, string> = { right: "Right", wrong: "Wrong", unasked: "Couldn't be asked" };
export const verdictWords = (verdict: Verdict): string => VERDICTS[verdict];

const DECISIONS: Record<AnswerResult["decision"], string> = {
  answer: "Answered",
  clarify: "Asked back",
  handoff: "Handed to a person",
  smalltalk: "Answered as a greeting",
  form: "Started a form",
};
export const decisionWords = (decision: AnswerResult["decision"] | null): string =>
  decision === null ? "Couldn't be asked" : DECISIONS[decision];

/** What is expected of a question, in one line. */
export function expectedWords({ outcome, answer, evidence, evidenceDocument }: Expected): string {
  if (outcome === "decline") return "Nothing should be answered: a person is called.";
  const where = evidenceDocument ? ` from “${evidenceDocument}”` : "";
  const parts = [...(answer ? [`says “${answer}”`] : []), ...(evidence ? [`finds the passage${where}`] : [])];
  return `It answers and ${parts.join(", and ")}.`;
}

const SOURCES: Record<CaseSource, string> = {
  typed: "written here",
  imported: "imported",
  playground: "from the playground",
  conversation: "from a conversation",
  generated: "written from the documents",
};
export const sourceWords = (source: CaseSource): string => SOURCES[source];

/** How far a run is: "12 of 40 questions asked". */
export const progressWords = ({ doneCount, totalCount }: { doneCount: number; totalCount: number }): string =>
  `${doneCount.toLocaleString("en")} of ${countWords(totalCount, "question")} asked`;

/** What to know about a run's figures before one believes them; null when they stand for themselves. */
export function caveatWords({ isMixed, summary }: { isMixed: boolean; summary: RunSummary | null }): string | null {
  const unasked = summary?.unasked ?? 0;
  const parts = [
    ...(unasked > 0
      ? [
          `${countWords(unasked, "question")} couldn't be asked, because something failed on our side. Run again to ask.`,
        ]
      : []),
    ...(isMixed ? ["The documents changed while it ran. Run again for figures of the documents as they are now."] : []),
  ];
  return parts.length === 0 ? null : parts.join(" ");
}
