import { HELPED_NOT } from "../../agent/repeated-failure";
import { SHADOW_REASON } from "../../agent/shadow";
import type { ConfidenceBand, TurnOutcome } from "../../agent/turn";
import { handoffKindOf } from "../../analytics/handoff-kinds";

/** How a question was answered badly, or not at all. The gravest first: of several the first is told. */
export const FAILURE_KINDS = ["not_answered", "disliked", "corrected", "followed_up", "unsure"] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** What is known of a question that was asked, and of what came after it. */
export interface AskedFact {
  outcome: TurnOutcome;
  reason: string | null;
  band: ConfidenceBand | null;
  /** The documents were looked at. */
  wasLookedUp: boolean;
  /** Something on the way was broken: a provider, a tool. */
  hasBroken: boolean;
  /** The customer gave the answer a thumbs down. */
  isDisliked: boolean;
  /** In shadow mode: somebody threw the draft away, or wrote an answer of their own instead. */
  isDraftRejected: boolean;
  /** Somebody of the team wrote next, before the customer did. */
  isFollowedUp: boolean;
  /** The next thing the customer asked was handed over because the bot hadn't helped. */
  isAskedAgain: boolean;
}

/**
 * How the question failed for want of knowledge; null when it didn't. A wish for a person, anger, a subject that people
 * answer, and what broke on the way are handed over as well, and no document would change that.
 */
export function failureOf(fact: AskedFact): FailureKind | null {
  if (fact.outcome !== "answered" && fact.outcome !== "handed_off") return null;
  if (!fact.wasLookedUp || fact.hasBroken) return null;
  if (fact.outcome === "handed_off" && fact.reason !== SHADOW_REASON)
    return isForWantOfKnowledge(fact) ? "not_answered" : null;
  if (fact.isDisliked || fact.isAskedAgain) return "disliked";
  if (fact.isDraftRejected) return "corrected";
  if (fact.outcome === "answered" && fact.isFollowedUp) return "followed_up";
  return fact.band === "hedged" ? "unsure" : null;
}

function isForWantOfKnowledge({ reason }: AskedFact): boolean {
  if (reason === HELPED_NOT) return true;
  const kind = handoffKindOf(reason);
  // What a model wrote itself is "other": it has read the passages, and found no answer in them.
  return kind === "not_in_documents" || kind === "other";
}
