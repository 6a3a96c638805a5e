import { BEGINS_AFTER_MS, DAY_MS } from "../../analytics/cells";
import type { MessageAuthor } from "../../messaging/message";
import { SHADOW_REASON } from "../shadow";
import { type AnswerResult, citedDocumentIds } from "../turn";
import { hasHelpQuestion } from "./help-question";

/** Nobody is asked again sooner: a question after each visit is a nuisance. */
export const ASKED_AGAIN_AFTER_MS = 7 * DAY_MS;

/** Stands in the trace of an answer that asks. For people. */
export const ASKED_HELPED = "Asked whether the answer helped.";

interface Said {
  author: MessageAuthor;
  sentAt: Date;
}

/**
 * When the conversation that goes on began, as figures count it: with a customer's message after 24 hours without any in
 * the thread. Null when what is known of the thread doesn't go back so far.
 * @param thread in any order
 */
export function conversationBeganAt(thread: readonly Said[]): Date | null {
  const said = thread
    .filter(({ author }) => author !== "system")
    .toSorted((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  const beginning = said.findLast(({ author, sentAt }, index) => {
    const before = said[index - 1];
    return author === "customer" && before && sentAt.getTime() - before.sentAt.getTime() >= BEGINS_AFTER_MS;
  });
  return beginning?.sentAt ?? null;
}

export interface AskingFacts {
  /** The account wants it. */
  isOn: boolean;
  isGroup: boolean;
  optedOut: boolean;
  /** Why somebody of the team is waited for; null when nobody is. */
  needsPersonReason: string | null;
  answer: Pick<AnswerResult, "decision" | "trace" | "language">;
  /** When this contact was asked last; null: never. */
  lastAskedAt: Date | null;
  /** The end of the thread, the messages that are answered among it. */
  thread: readonly Said[];
  now: Date;
}

/**
 * Whether an answer may ask if it helped: one that stands on documents, in a language that the question has words in, to
 * one person who takes part, once in a conversation and once in seven days. Who waits for a person is not asked what they
 * think of the bot.
 */
export function mayAskWhetherHelped(facts: AskingFacts): boolean {
  const { isOn, isGroup, optedOut, needsPersonReason, answer, lastAskedAt, thread, now } = facts;
  if (!isOn || isGroup || optedOut) return false;
  // A draft that waits calls nobody to the customer.
  if (needsPersonReason !== null && needsPersonReason !== SHADOW_REASON) return false;
  if (!hasHelpQuestion(answer.language)) return false;
  if (answer.decision !== "answer" || citedDocumentIds(answer.trace).length === 0) return false;
  if (lastAskedAt === null) return true;
  if (now.getTime() - lastAskedAt.getTime() < ASKED_AGAIN_AFTER_MS) return false;
  const beganAt = conversationBeganAt(thread);
  return beganAt !== null && beganAt > lastAskedAt;
}
