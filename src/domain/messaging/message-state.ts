import type { MessageChange } from "./message";

/** The words of a message as the newest news has them. */
export interface MessageWords {
  body: string;
  /** When the text was changed last; null = never. */
  editedAt: Date | null;
  /** When it was taken back for everyone; its words are gone then, for good. */
  deletedAt: Date | null;
}

/**
 * What an edit or a deletion makes of the words; null when it makes nothing of them: it is older than what is known, or
 * the message was taken back. So the order in which news arrive does not matter. Of two edits that WhatsApp dates alike
 * (its clock ticks in seconds), the one that arrives later counts.
 */
export function changedWords(
  current: MessageWords,
  change: { type: "edited"; body: string; at: Date } | { type: "deleted"; at: Date },
): MessageWords | null {
  if (current.deletedAt !== null) return null;
  if (change.type === "deleted") return { body: "", editedAt: current.editedAt, deletedAt: change.at };
  if (current.editedAt !== null && change.at < current.editedAt) return null;
  if (current.editedAt?.getTime() === change.at.getTime() && current.body === change.body) return null;
  return { body: change.body, editedAt: change.at, deletedAt: null };
}

/**
 * What a message that is stored already tells when it is delivered again, as a sweep does: that it was edited or taken
 * back while nobody listened. Null when it tells nothing of the kind.
 * @param now stands for the time of a deletion, which a message does not tell
 */
export function newsOfRedelivery(
  message: { body: string; editedAt?: Date | undefined; isDeleted?: boolean | undefined },
  now: Date,
): { type: "edited"; body: string; at: Date } | { type: "deleted"; at: Date } | null {
  if (message.isDeleted) return { type: "deleted", at: now };
  return message.editedAt ? { type: "edited", body: message.body, at: message.editedAt } : null;
}

/** What one side thinks of a message; an empty emoji: it took its reaction back. */
export interface Reaction {
  emoji: string;
  reactedAt: Date;
}

/** The reaction as it is after the change; null when what is known is newer. A message that is gone has none. */
export function changedReaction(
  current: Reaction | undefined,
  change: Pick<Extract<MessageChange, { type: "reaction" }>, "emoji" | "at">,
): Reaction | null {
  if (current && change.at < current.reactedAt) return null;
  return { emoji: change.emoji ?? "", reactedAt: change.at };
}
