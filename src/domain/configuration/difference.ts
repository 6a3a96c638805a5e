import type { AnswerResult } from "../agent/turn";

/** What a change of the settings makes of one answer. */
export type AnswerDifference = "same" | "reworded" | "other_passages" | "newly_answered" | "newly_handed_over";

type Compared = Pick<AnswerResult, "decision" | "reply"> & { citations: readonly { chunkId: string }[] };

/**
 * Compares the answers to one question before and after a change. What people look at first is whether the customer is
 * answered at all, then what the answer stands on, then its words.
 */
export function differenceOf(before: Compared, after: Compared): AnswerDifference {
  const isAnswered = ({ decision }: Compared) => decision !== "handoff";
  if (isAnswered(before) !== isAnswered(after)) return isAnswered(after) ? "newly_answered" : "newly_handed_over";
  if (before.reply === after.reply) return "same";
  const first = (side: Compared) => side.citations[0]?.chunkId;
  return first(before) === first(after) ? "reworded" : "other_passages";
}
