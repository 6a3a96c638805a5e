/**
 * The cache key of a conversation's pages of messages. In tRPC's own shape, so that invalidating
 * `conversation.messages` reaches it; tRPC's infinite query wants its page parameter to be called `cursor`.
 */
export const messagesKey = (accountId: string, conversationId: string) =>
  [["conversation", "messages"], { input: { accountId, conversationId }, type: "infinite" }] as const;

/** The newest page has no `before`. */
export const firstMessagesPage: number | null = null;

/** The same for those around a message that was found. */
export const foundMessagesKey = (input: { accountId: string; conversationId: string; around: string }) =>
  [["conversation", "messages"], { input, type: "infinite" }] as const;
