import type { FailureKind } from "../knowledge/gaps/failure";
import { languageNames } from "./language-names";
import type { MessageKey, Translate } from "./translate";

interface ShownGap {
  failed: number;
  asked: number;
  isReopened: boolean;
  kinds: readonly { kind: FailureKind; count: number }[];
  languages: readonly string[];
}

const KINDS: Record<FailureKind, MessageKey> = {
  not_answered: "knowledge.gaps.kinds.notAnswered",
  disliked: "knowledge.gaps.kinds.disliked",
  corrected: "knowledge.gaps.kinds.corrected",
  followed_up: "knowledge.gaps.kinds.followedUp",
  unsure: "knowledge.gaps.kinds.unsure",
};

export const failureWords = (t: Translate, kind: FailureKind): string => t(KINDS[kind]);

/** "Went wrong 3 times, of 5 times asked". */
export function gapVolume(t: Translate, { failed, asked }: Pick<ShownGap, "failed" | "asked">): string {
  return failed === asked
    ? t("knowledge.gaps.neverAnswered", { asked })
    : t("knowledge.gaps.wentWrong", { failed, asked });
}

/** "2 × handed to a person, 1 × answered without being sure"; without numbers where there is one way alone. */
export const gapKinds = (t: Translate, kinds: ShownGap["kinds"]): string => {
  const [only, ...others] = kinds;
  if (!only) return "";
  if (others.length === 0) return failureWords(t, only.kind);
  return kinds
    .map(({ kind, count }) => t("knowledge.gaps.kinds.counted", { count, kind: failureWords(t, kind) }))
    .join(t("knowledge.gaps.comma"));
};

/** Only where it tells something: not of questions in one language that is the interface's. */
export const gapLanguages = (t: Translate, languages: readonly string[], locale: string): string | null => {
  const told = languages.filter((code) => code !== "unknown").map((code) => languageNames([code], locale));
  return told.length === 0 ? null : told.join(t("knowledge.gaps.comma"));
};

/** Where a drafted answer comes from. */
export function draftSource(t: Translate, { replyCount, agreeing }: { replyCount: number; agreeing: number }): string {
  if (replyCount === 1) return t("knowledge.gaps.draft.once");
  const others = replyCount - 1;
  if (agreeing === 0) return t("knowledge.gaps.draft.differently", { count: replyCount });
  if (agreeing === others) return t("knowledge.gaps.draft.allAgree", { count: replyCount, others });
  return t("knowledge.gaps.draft.someAgree", { count: replyCount, agreeing, others });
}
