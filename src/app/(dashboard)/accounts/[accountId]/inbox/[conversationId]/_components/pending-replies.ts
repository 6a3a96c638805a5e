import type { Attachment } from "./outgoing-parts";

/** A reply between the click and its row in the list, or one that didn't get there. */
export interface PendingReply {
  idempotencyKey: string;
  text: string;
  submittedAt: Date;
  /** The newest message when it was written: its own row can only come after it. Null in an empty thread. */
  after: string | null;
  failure: unknown;
  /** The bot's draft that was changed into it. */
  draftId?: string | undefined;
  /** Its words then stand under it. */
  attachment?: Attachment | undefined;
}

interface ListedMessage {
  id: string;
  author: string;
  body: string;
  media?: { sizeBytes: number | null } | null;
}

/**
 * The replies that the list doesn't show yet. A listed message takes the place of the oldest pending one with the same
 * words and, if there is one, as large a file; two equal replies need two messages.
 */
export function unlistedReplies(replies: readonly PendingReply[], messages: readonly ListedMessage[]): PendingReply[] {
  const taken = new Set<string>();
  return replies.filter((reply) => {
    const start = messages.findIndex(({ id }) => id === reply.after) + 1;
    const row = messages.slice(start).find((message) => !taken.has(message.id) && isItsMessage(reply, message));
    if (row) taken.add(row.id);
    return row === undefined;
  });
}

const isItsMessage = ({ text, attachment }: PendingReply, { author, body, media }: ListedMessage): boolean =>
  author === "person" && body.trim() === text.trim() && (media?.sizeBytes ?? null) === (attachment?.file.size ?? null);
