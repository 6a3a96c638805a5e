import type { FindingDetails, FindingKind, FindingSource } from "../knowledge/doctor/finding";
import { FAILURE_MESSAGES, type FailureReason } from "../knowledge/document";
import { documentFailureWords } from "./document";
import { calendarDayWords } from "./time";
import type { Translate } from "./translate";

export interface ShownFinding {
  kind: FindingKind;
  sources: readonly FindingSource[];
  details: FindingDetails;
}

/**
 * What is worth a look, in one sentence.
 * @param locale in which dates are written
 * @param tell says a stored sentence in the reader's language
 */
export function findingSentence(
  t: Translate,
  locale: string,
  { kind, sources, details }: ShownFinding,
  tell: (english: string) => string,
): string {
  const document = sources[0]?.documentName;
  switch (kind) {
    case "poison":
      return t("knowledge.finding.poison");
    case "contradiction":
      return t("knowledge.finding.contradiction", { differsIn: details.differsIn ?? "amount" });
    case "stale_date":
      return details.endedOn
        ? t("knowledge.finding.staleDate", { date: calendarDayWords(details.endedOn, locale) })
        : t("knowledge.finding.someStaleDate");
    case "duplicate": {
      const percent = Math.round((details.share ?? 1) * 100);
      return document
        ? t("knowledge.finding.duplicate", { percent, document })
        : t("knowledge.finding.someDuplicate", { percent });
    }
    case "unreadable": {
      const words = document ? t("knowledge.finding.unreadable", { document }) : t("knowledge.finding.someUnreadable");
      return [words, ...problemSentences(t, details.problem, tell)].join(" ");
    }
    case "uncovered_question":
      return t("knowledge.finding.uncovered", { count: details.count ?? 1 });
  }
}

/** It was written down in English: why the document failed, or what couldn't be read of it. */
function problemSentences(t: Translate, problem = "", tell: (english: string) => string): string[] {
  const reasons = Object.keys(FAILURE_MESSAGES) as FailureReason[];
  const failure = reasons.find((reason) => FAILURE_MESSAGES[reason] === problem);
  if (failure) return [documentFailureWords(t, failure)];
  return problem === "" ? [] : tell(problem).split("\n");
}

/** Saying that a passage may be answered from is more than putting a note away. */
export const dismissLabel = (t: Translate, kind: FindingKind): string =>
  t(kind === "poison" ? "knowledge.finding.isFine" : "knowledge.finding.dismiss");

export const dismissedWords = (t: Translate, kind: FindingKind): string =>
  t(kind === "poison" ? "knowledge.finding.mayAnswer" : "knowledge.finding.dismissed");

/** What was looked at, when that isn't everything; null when it is. */
export function examinedWords(
  t: Translate,
  examined: { passageCount: number; totalPassageCount: number } | null,
): string | null {
  if (!examined || examined.passageCount >= examined.totalPassageCount) return null;
  return t("knowledge.finding.examined", { count: examined.passageCount, total: examined.totalPassageCount });
}
