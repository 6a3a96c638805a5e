import type { AnswerResult } from "../agent/turn";
import type { CaseChange } from "../evaluation/comparison";
import type { BasisPart } from "../evaluation/run-basis";
import type { Check, Count, RunSummary, Verdict } from "../evaluation/scoring";
import type { CaseSource, Expected } from "../evaluation/test-case";
import type { Translate } from "./translate";

/** Whole percent of the right ones; null when there is nothing to divide by. */
export const percentOf = ({ n, right }: Count): number | null => (n === 0 ? null : Math.round((right / n) * 100));

/** "80 %" */
export const percentWords = (t: Translate, percent: number): string => t("evaluation.percent", { percent });

/** "80 %", or a dash where nothing was asked. */
export const rateWords = (t: Translate, count: Count): string => {
  const percent = percentOf(count);
  return percent === null ? "–" : percentWords(t, percent);
};

/** "8 of 10"; "none asked" where there is nothing to count. */
export const countOfWords = (t: Translate, { n, right }: Count): string =>
  n === 0 ? t("evaluation.noneAsked") : t("evaluation.countOf", { right, n });

/** What is looked at in a reply, in a few words, and what that means. */
export const checkWords = (t: Translate, check: Check): { label: string; hint: string } => ({
  label: t(`evaluation.checks.${check}.label`),
  hint: t(`evaluation.checks.${check}.hint`),
});

/** What became worse, in one or two sentences. */
export function lostWords(t: Translate, { lost }: Pick<CaseChange, "lost">): string {
  if (lost.length === 0) return t("evaluation.noLongerAnswers");
  return lost.map((check) => t(`evaluation.checks.${check}.lost`)).join(" ");
}

/** What became better. */
export function gainedWords(t: Translate, { gained }: Pick<CaseChange, "gained">): string {
  if (gained.length === 0) return t("evaluation.answersNow");
  return gained.map((check) => t(`evaluation.checks.${check}.gained`)).join(" ");
}

/**
 * What differed between two runs: "Since the run before, the documents and the answer settings changed."
 * @param locale in which lists are written
 */
export function changedWords(t: Translate, locale: string, parts: readonly BasisPart[]): string {
  if (parts.length === 0) return t("evaluation.changed.nothing");
  const names = parts.map((part) => t(`evaluation.changed.parts.${part}`));
  return t("evaluation.changed.since", { parts: new Intl.ListFormat(locale).format(names) });
}

/** The same for a cell of a table: "documents, answer settings". */
export const changedPartsWords = (t: Translate, parts: readonly BasisPart[]): string =>
  parts.map((part) => t(`evaluation.changed.short.${part}`)).join(t("evaluation.comma"));

/** How the newest run came out beside the one before, as a sentence: the title of the chart. */
export function trendWords(t: Translate, last: RunSummary, before: RunSummary | undefined): string {
  const now = percentOf(last.all);
  if (now === null) return t("evaluation.trend.nothingAsked");
  const then = before ? percentOf(before.all) : null;
  const values = { now: percentWords(t, now), before: percentWords(t, then ?? 0) };
  if (then === null) return t("evaluation.trend.first", values);
  if (then === now) return t("evaluation.trend.same", values);
  return t(now > then ? "evaluation.trend.up" : "evaluation.trend.down", values);
}

export const verdictWords = (t: Translate, verdict: Verdict): string => t(`evaluation.verdicts.${verdict}`);

export const decisionWords = (t: Translate, decision: AnswerResult["decision"] | null): string =>
  t(`evaluation.decisions.${decision ?? "none"}`);

/** What is expected of a question, in one line. */
export function expectedWords(t: Translate, { outcome, answer, evidence, evidenceDocument }: Expected): string {
  if (outcome === "decline") return t("evaluation.expected.decline");
  if (!evidence) return t("evaluation.expected.says", { answer });
  if (!evidenceDocument)
    return t(answer ? "evaluation.expected.saysAndFinds" : "evaluation.expected.finds", { answer });
  return t(answer ? "evaluation.expected.saysAndFindsIn" : "evaluation.expected.findsIn", {
    answer,
    document: evidenceDocument,
  });
}

export const sourceWords = (t: Translate, source: CaseSource): string => t(`evaluation.sources.${source}`);

/** How far a run is: "12 of 40 questions asked". */
export const progressWords = (t: Translate, run: { doneCount: number; totalCount: number }): string =>
  t("evaluation.progress", { done: run.doneCount, total: run.totalCount });

/** What to know about a run's figures before one believes them; null when they stand for themselves. */
export function caveatWords(
  t: Translate,
  { isMixed, summary }: { isMixed: boolean; summary: RunSummary | null },
): string | null {
  const count = summary?.unasked ?? 0;
  const parts = [
    ...(count > 0 ? [t("evaluation.caveats.unasked", { count })] : []),
    ...(isMixed ? [t("evaluation.caveats.mixed")] : []),
  ];
  return parts.length === 0 ? null : parts.join(" ");
}
