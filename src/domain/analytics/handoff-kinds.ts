import { HELPED_NOT } from "../agent/repeated-failure";
import { SHADOW_REASON } from "../agent/shadow";
import { IGNORE_REASONS, MODEL_ASKED } from "../agent/turn";

/** Why something was handed to a person. The names are stored with the figures: never rename. */
export const HANDOFF_KINDS = [
  "not_in_documents",
  "asked_for_person",
  "upset",
  "topic",
  "content",
  "helped_not",
  "held_back",
  "trouble",
  "shadow",
  "other",
] as const;
export type HandoffKind = (typeof HANDOFF_KINDS)[number];

/** In this order: the first that fits. They tell the reasons that the agent gives, in whatever version it gave them. */
const SIGNS: readonly [RegExp, HandoffKind][] = [
  [/^Asked for a person|asked for a person/i, "asked_for_person"],
  [/sounds upset/, "upset"],
  [/^About “/, "topic"],
  [/only a person can look at|can't listen to/, "content"],
  [/It was not sent\.$/, "held_back"],
  [/technical problem|^Answering failed|^No step answered|no longer there/, "trouble"],
  [/\bdocuments?\b|\bpassages?\b|^The bot could not answer/i, "not_in_documents"],
];

/** Groups the words of `turns.reason` of a turn that was handed over. What rules and models wrote themselves is `other`. */
export function handoffKindOf(reason: string | null): HandoffKind {
  if (reason === null) return "other";
  if (reason === SHADOW_REASON) return "shadow";
  if (reason === HELPED_NOT) return "helped_not";
  if (reason.startsWith(MODEL_ASKED)) return "other";
  return SIGNS.find(([sign]) => sign.test(reason))?.[1] ?? "other";
}

/** Words of each kind that name nobody and nothing. */
const PLAIN: Record<Exclude<HandoffKind, "other">, string> = {
  not_in_documents: "The documents don't answer this.",
  asked_for_person: "The customer asked for a person.",
  upset: "The customer sounds upset.",
  topic: "About “something that people answer here”.",
  content: "Sent something only a person can look at.",
  helped_not: HELPED_NOT,
  held_back: "It was not sent.",
  trouble: "The bot couldn't answer because of a technical problem.",
  shadow: SHADOW_REASON,
};

const STANDARD: readonly string[] = Object.values(IGNORE_REASONS);

/** A reason of the same kind without anything that somebody wrote; null where all of it may be theirs. */
export function plainReason(reason: string | null): string | null {
  if (reason !== null && STANDARD.includes(reason)) return reason;
  const kind = handoffKindOf(reason);
  return kind === "other" ? null : PLAIN[kind];
}
