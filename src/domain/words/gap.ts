import type { FailureKind } from "../knowledge/gaps/failure";
import { languageWords } from "./analytics";
import { countWords } from "./document";

interface ShownGap {
  failed: number;
  asked: number;
  isReopened: boolean;
  kinds: readonly { kind: FailureKind; count: number }[];
  languages: readonly string[];
}

const KINDS: Record<FailureKind, string> = {
  not_answered: "handed to a person",
  disliked: "not what the customer needed",
  corrected: "draft not used",
  followed_up: "a person had to add something",
  unsure: "answered without being sure",
};

export const failureWords = (kind: FailureKind): string => KINDS[kind];

const times = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : countWords(count, "time"));

/** "Went wrong 3 times, of 5 times asked". */
export function gapVolume({ failed, asked }: Pick<ShownGap, "failed" | "asked">): string {
  return failed === asked
    ? `Asked ${times(asked)}, never answered well`
    : `Went wrong ${times(failed)} of ${asked.toLocaleString("en")}`;
}

/** "2 × handed to a person, 1 × answered without being sure"; without numbers where there is one way alone. */
export const gapKinds = (kinds: ShownGap["kinds"]): string => {
  const [only, ...others] = kinds;
  if (!only) return "";
  if (others.length === 0) return failureWords(only.kind);
  return kinds.map(({ kind, count }) => `${count.toLocaleString("en")} × ${failureWords(kind)}`).join(", ");
};

/** Only where it tells something: not of questions in one language that is the interface's. */
export const gapLanguages = (languages: readonly string[]): string | null => {
  const told = languages.map(languageWords);
  return told.length === 0 ? null : told.join(", ");
};

/** Where a drafted answer comes from. */
export function draftSource({ replyCount, agreeing }: { replyCount: number; agreeing: number }): string {
  if (replyCount === 1) return "Your team answered this once. That reply is below.";
  const others = replyCount - 1;
  if (agreeing === 0)
    return `Your team answered this ${countWords(replyCount, "time")}, each time differently. The reply below has most in common with the others.`;
  const share =
    agreeing === others
      ? others === 1
        ? "the other one says"
        : "the others say"
      : `${agreeing.toLocaleString("en")} of the ${others} others ${agreeing === 1 ? "says" : "say"}`;
  return `Your team answered this ${countWords(replyCount, "time")}. The reply below is one of them; ${share} much the same.`;
}
