import type { FindingDetails, FindingKind, FindingSource } from "../knowledge/doctor/finding";
import type { StatedKind } from "../knowledge/doctor/statement";
import { countWords } from "./document";
import { calendarDayWords } from "./time";

export interface ShownFinding {
  kind: FindingKind;
  sources: readonly FindingSource[];
  details: FindingDetails;
}

const DIFFERS_IN: Record<StatedKind, string> = {
  duration: "lengths of time",
  price: "prices",
  percentage: "percentages",
  time: "times",
  date: "dates",
  amount: "numbers",
};

/** What is worth a look, in one sentence. */
export function findingSentence({ kind, sources, details }: ShownFinding): string {
  const [first] = sources;
  switch (kind) {
    case "poison":
      return "This gives orders to a machine instead of telling customers something. The bot doesn't answer from it.";
    case "contradiction":
      return `These two give different ${DIFFERS_IN[details.differsIn ?? "amount"]} for what seems to be the same thing.`;
    case "stale_date":
      return `This speaks of a date that has passed${details.endedOn ? `: ${calendarDayWords(details.endedOn)}` : ""}.`;
    case "duplicate":
      return `${Math.round((details.share ?? 1) * 100)} % of “${first?.documentName ?? "one document"}” also stands in another document.`;
    case "unreadable":
      return `“${first?.documentName ?? "A document"}” couldn't be read in full. ${details.problem ?? ""}`.trim();
    case "uncovered_question":
      return `Asked ${timesWords(details.count ?? 1)} in the last 30 days, and no document answers it.`;
  }
}

/** Saying that a passage may be answered from is more than putting a note away. */
export const dismissLabel = (kind: FindingKind): string => (kind === "poison" ? "It's fine" : "Dismiss");

export const dismissedWords = (kind: FindingKind): string =>
  kind === "poison" ? "The bot may answer from it again" : "Dismissed";

const timesWords = (count: number): string => {
  if (count === 1) return "once";
  return count === 2 ? "twice" : countWords(count, "time");
};

/** What was looked at, when that isn't everything; null when it is. */
export function examinedWords(examined: { passageCount: number; totalPassageCount: number } | null): string | null {
  if (!examined || examined.passageCount >= examined.totalPassageCount) return null;
  return `Looked at the newest ${countWords(examined.passageCount, "passage")} of ${examined.totalPassageCount.toLocaleString("en")}.`;
}
