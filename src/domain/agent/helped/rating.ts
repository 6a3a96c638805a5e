import { SETTLED_AFTER_MS } from "../../analytics/cells";
import type { MessageAuthor, MessageKind } from "../../messaging/message";

export type Thumb = "up" | "down";

const ONLY_UP = /^(?:👍[\u{1F3FB}-\u{1F3FF}]?[\uFE0E\uFE0F]?\s*)+$/u;
const ONLY_DOWN = /^(?:👎[\u{1F3FB}-\u{1F3FF}]?[\uFE0E\uFE0F]?\s*)+$/u;

/** A text that is nothing but thumbs of one kind, in any skin tone and number; undefined for any other. */
export function thumbOf(text: string): Thumb | undefined {
  const said = text.trim();
  if (ONLY_UP.test(said)) return "up";
  return ONLY_DOWN.test(said) ? "down" : undefined;
}

export const THUMB_EMOJI: Record<Thumb, string> = { up: "👍", down: "👎" };

/** Why a turn came to what it did, for people. */
export const RATED: Record<Thumb, string> = {
  up: "The customer said that the answer helped.",
  down: "The customer said that the answer didn't help.",
};

/** Whether a turn was a rating and nothing else: it asks nothing, and so can't be asked once more. */
export const wasRated = ({ reason }: { reason: string | null }): boolean =>
  reason !== null && Object.values(RATED).includes(reason);

/** A message that asked whether an answer helped, and reached its customer or is on its way. */
export interface AskedHelped {
  messageId: string;
  /** Of the answer it stands below; null when that is not known any more. */
  turnId: string | null;
  seq: number;
  sentAt: Date;
  body: string;
  /** The ids by which the answer's messages can be quoted. */
  stanzaIds: readonly string[];
}

interface Written {
  id: string;
  kind: MessageKind;
  words: string;
  quotedStanzaId: string | null;
  sentAt: Date;
}

interface Said {
  author: MessageAuthor;
  seq: number;
  turnId: string | null;
}

/** What a customer's messages say of the answer that asked. */
export interface Rating {
  thumb: Thumb;
  /** The message that says so. */
  writtenIn: string;
  writtenAt: Date;
  /** They say nothing else. */
  isAll: boolean;
}

/**
 * Reads a rating in the messages of one turn, in order of arrival: thumbs alone, within 72 hours, that quote the answer or
 * are what its customer writes next, before anything else was said to them. Who changes their mind at once is taken at
 * their last word.
 * @param said what stands in the thread before these messages
 */
export function ratingIn(
  messages: readonly Written[],
  { asked, said }: { asked: AskedHelped; said: readonly Said[] },
): Rating | undefined {
  const isNext = said.every(
    ({ author, seq, turnId }) =>
      seq <= asked.seq || author === "system" || (author === "bot" && turnId !== null && turnId === asked.turnId),
  );
  const ratings: Omit<Rating, "isAll">[] = [];
  for (const [index, { id, kind, words, quotedStanzaId, sentAt }] of messages.entries()) {
    const thumb = kind === "text" ? thumbOf(words) : undefined;
    const isMeant =
      quotedStanzaId === null ? isNext && ratings.length === index : asked.stanzaIds.includes(quotedStanzaId);
    const isInTime = sentAt.getTime() - asked.sentAt.getTime() <= SETTLED_AFTER_MS;
    if (thumb && isMeant && isInTime) ratings.push({ thumb, writtenIn: id, writtenAt: sentAt });
  }
  const last = ratings.at(-1);
  return last && { ...last, isAll: ratings.length === messages.length };
}
