/** A message that waits for an answer. */
export interface WaitingMessage {
  /** When it reached us; our clock, not WhatsApp's, so that the periods below can be compared with ours. */
  receivedAt: Date;
  text: string;
}

/** `adaptive`: a turn waits until the customer has probably said it all. `none`: it starts at once (tests, benchmarks). */
export type QuietPolicy = "adaptive" | "none";

export const MIN_QUIET_MS = 1_300;
export const MAX_QUIET_MS = 4_000;
/** However long somebody keeps writing, the first message is not left waiting longer than this. */
export const MAX_WAIT_MS = 10_000;

/** What a question mark looks like: Latin, full-width, Arabic, Greek (`;`), and the Spanish pair closes with the first. */
const ENDS_AS_QUESTION = /[?？؟;]["'”’)\]\s]*$/u;
/** Words and marks after which something must still come. */
const ENDS_OPEN =
  /([,:…،，、]|\.\.\.|-|(?<!\p{L})(?:and|but|or|because|so|y|e|o|pero|porque|mas|ou|et|mais|und|aber|oder|dan|tapi|и|но))\s*$/iu;
/**
 * How a question begins that is written without its mark, as most are on a phone ("can i pay by card"). Not followed by
 * the end of a sentence: "When I tried to pay, it was declined." tells.
 */
const BEGINS_AS_QUESTION =
  /^(?:(?:and|so|but|hi|hello|hey|ok|please|hola|y|olá|oi|e|hallo|und|bonjour|et|halo|dan)[\s,]+)*(?:how|what|what's|where|when|who|why|which|can|could|do|does|did|is|are|will|would|should|may|cómo|como|qué|que tal|dónde|donde|cuándo|cuando|cuánto|cuanto|quién|cuál|cual|puedo|puede|pueden|hay|tienen|quando|quanto|onde|quem|qual|posso|pode|tem|vocês têm|wie|was|wo|wann|wer|warum|welche|kann|können|gibt es|haben sie|comment|où|quand|combien|qui|pourquoi|est-ce|puis-je|avez-vous|apa|apakah|bagaimana|di mana|dimana|kapan|siapa|berapa|bisa|bisakah|هل|كيف|متى|أين|كم|ما|क्या|कैसे|कब|कहाँ|как|где|когда|сколько|можно)\s+\S+(?:\s+\S+)*[^.!…。！]$/iu;
/** A statement ("I ordered a tent last week.") usually opens a burst. */
const STATEMENT_QUIET_MS = 3_600;

/**
 * How long to stay quiet after a message before an answer is drafted, in ms. A question is answered soon: should more come
 * while its answer is drafted or typed, that is taken back and all of it is answered together. A statement is given
 * longer, and what ends open the longest.
 */
function quietAfter(text: string): number {
  const trimmed = text.trim();
  if (trimmed === "" || ENDS_OPEN.test(trimmed)) return MAX_QUIET_MS;
  const asks = ENDS_AS_QUESTION.test(trimmed) || BEGINS_AS_QUESTION.test(trimmed);
  return asks ? MIN_QUIET_MS : STATEMENT_QUIET_MS;
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

/**
 * Whether what the bot has drafted or is typing may still be taken back because the customer wrote on: as long as the
 * first of its messages has not waited too long.
 */
export const mayStartAgain = (firstReceivedAt: Date, now: Date): boolean =>
  now.getTime() - firstReceivedAt.getTime() < MAX_WAIT_MS;

/** The question of a turn: what its messages say, in order, one per line; "" when none of them has text. */
export function joinTurnText(bodies: readonly string[]): string {
  return bodies
    .map((body) => body.trim())
    .filter((body) => body !== "")
    .join("\n");
}
