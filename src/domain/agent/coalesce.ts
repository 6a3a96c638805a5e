/** A message that waits for an answer. */
export interface WaitingMessage {
  /** When it reached us; our clock, not WhatsApp's, so that the periods below can be compared with ours. */
  receivedAt: Date;
  text: string;
}

/** `adaptive`: a turn waits until the customer has probably said it all. `none`: it starts at once (tests, benchmarks). */
export type QuietPolicy = "adaptive" | "none";

export const MIN_QUIET_MS = 1_500;
export const MAX_QUIET_MS = 4_000;
/** However long somebody keeps writing, the first message is not left waiting longer than this. */
export const MAX_WAIT_MS = 10_000;

/** What a question mark looks like: Latin, full-width, Arabic, Greek (`;`), and the Spanish pair closes with the first. */
const ENDS_AS_QUESTION = /[?？؟;]["'”’)\]\s]*$/u;
/** Words and marks after which something must still come. */
const ENDS_OPEN =
  /([,:…،，、]|\.\.\.|-|\b(and|but|or|because|so|y|e|o|pero|porque|mas|ou|et|mais|und|aber|oder|dan|tapi|и|но))\s*$/iu;
/** A question of fewer words than this may be the first half of one ("And the price?"). */
const SHORT_QUESTION_WORDS = 4;
/** A question of more words than this has said it all. */
const LONG_QUESTION_WORDS = 15;

/**
 * How long to stay quiet after a message before answering, in ms. A whole question is answered soon; a statement
 * ("I ordered a tent last week.") usually opens a burst, so it is given the longest wait, and so is what ends open.
 */
function quietAfter(text: string): number {
  const trimmed = text.trim();
  if (trimmed === "" || ENDS_OPEN.test(trimmed)) return MAX_QUIET_MS;
  if (!ENDS_AS_QUESTION.test(trimmed)) return 3_600;
  const words = trimmed.split(/\s+/u).length;
  if (words > LONG_QUESTION_WORDS) return MIN_QUIET_MS;
  return words < SHORT_QUESTION_WORDS ? 2_500 : 2_000;
}

/**
 * When the turn that holds these messages may start: after a quiet period that depends on how the last message ends
 * and on how quickly this customer writes, at most MAX_WAIT_MS after the first message. The order of the list does not
 * matter. Ask again whenever a message arrives.
 * @throws RangeError when there is no message.
 */
export function turnStartsAt(messages: readonly WaitingMessage[]): Date {
  const sorted = [...messages].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) throw new RangeError("A turn needs at least one message.");
  const gaps = sorted.slice(1).map((message, i) => message.receivedAt.getTime() - sorted[i]!.receivedAt.getTime());
  // Somebody who pauses two seconds between messages will do so again; half as much more covers the usual spread.
  const ownPace = Math.max(0, ...gaps) * 1.5;
  const quiet = Math.min(MAX_QUIET_MS, Math.max(MIN_QUIET_MS, quietAfter(last.text), ownPace));
  return new Date(Math.min(last.receivedAt.getTime() + quiet, first.receivedAt.getTime() + MAX_WAIT_MS));
}

/** The question of a turn: what its messages say, in order, one per line; "" when none of them has text. */
export function joinTurnText(bodies: readonly string[]): string {
  return bodies
    .map((body) => body.trim())
    .filter((body) => body !== "")
    .join("\n");
}
