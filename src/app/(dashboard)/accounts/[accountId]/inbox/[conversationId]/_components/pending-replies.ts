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
}

interface ListedMessage {
  id: string;
  author: string;
  body: string;
}

/**
 * The replies that the list doesn't show yet. A listed message takes the place of the oldest pending one with the same
 * words; two equal replies need two messages.
 */
export function unlistedReplies(replies: readonly PendingReply[], messages: readonly ListedMessage[]): PendingReply[] {
  const taken = new Set<string>();
  return replies.filter((reply) => {
    const start = messages.findIndex(({ id }) => id === reply.after) + 1;
    const row = messages
      .slice(start)
      .find(({ id, author, body }) => author === "person" && body.trim() === reply.text.trim() && !taken.has(id));
    if (row) taken.add(row.id);
    return row === undefined;
  });
}
