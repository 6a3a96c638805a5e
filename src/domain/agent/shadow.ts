import { citedPassages, type Decision, type TurnOutcome, type TurnTrace } from "./turn";

/**
 * Shadow mode: the bot drafts and people send. While an account is shadowed nothing that the agent says goes out by
 * itself: its answers, questions back, greetings and the words with which it hands over all wait as drafts. What people
 * wrote into automation rules and forms still goes out, and so does the confirmation of an opt-out: those are not the
 * agent's words. Replies that were on their way when it was switched on go out as well.
 */
export const SHADOW_REASON = "Shadow mode: the bot's draft waits for a person.";
/** What the inbox says once a draft was thrown away and nobody has answered yet. */
export const DISCARDED_REASON = "The bot's draft was discarded. A person should answer.";

/** `replaced`: somebody answered in their own words. `outdated`: the conversation went on before anybody decided. */
export type DraftStatus = "waiting" | "sent" | "edited" | "replaced" | "discarded" | "outdated";

interface Drafted {
  outcome: TurnOutcome;
  reason: string | null;
  reply: string | null;
  topic?: string | null;
}

/**
 * What a turn comes to in shadow mode. A handover stays one, with its own reason; everything else that would have been
 * said becomes a handover whose reason is that a draft waits. Without words there is nothing to hold back.
 */
export function heldForPerson<Turn extends Drafted>(turn: Turn): Turn & { isHeld: boolean } {
  if (turn.reply === null) return { ...turn, isHeld: false };
  if (turn.outcome === "handed_off") return { ...turn, isHeld: true };
  return { ...turn, outcome: "handed_off", reason: SHADOW_REASON, isHeld: true };
}

/** Whether the agent itself handed a turn over: a draft that waits in shadow mode is no gap in the documents. */
export const isHandover = ({ outcome, reason }: Pick<Drafted, "outcome" | "reason">): boolean =>
  outcome === "handed_off" && reason !== SHADOW_REASON;

/** Stored as topics beside the names of documents: never rename. */
export const OTHER_TOPICS = { smalltalk: "Small talk", clarify: "Questions back", other: "No document" } as const;

/**
 * What a reply is about, for measuring agreement per topic: the document it cites first, else what kind of reply it is.
 * Null for a handover: it answers nothing, so there is nothing to agree with.
 */
export function topicOf(decision: Decision, trace: Pick<TurnTrace, "sentences" | "passages">): string | null {
  if (decision === "handoff" || decision === "form") return null;
  if (decision === "smalltalk") return OTHER_TOPICS.smalltalk;
  const [first] = citedPassages(trace);
  if (first) return first.documentName;
  return decision === "clarify" ? OTHER_TOPICS.clarify : OTHER_TOPICS.other;
}

/** What somebody did with a draft when this is what they sent: the same words, or others that began from it. */
export const sentAs = (draft: string, sent: string): "sent" | "edited" =>
  draft.trim() === sent.trim() ? "sent" : "edited";
