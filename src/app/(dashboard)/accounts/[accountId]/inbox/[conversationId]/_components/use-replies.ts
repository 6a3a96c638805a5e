"use client";
import { type MutationState, useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";
import { newIdempotencyKey } from "./idempotency-key";
import { type PendingReply, unlistedReplies } from "./pending-replies";
import type { Message } from "./use-messages";

type Draft = Pick<PendingReply, "idempotencyKey" | "text" | "after" | "draftId">;

/** One that succeeded is listed already: its mutation ends only after the list was asked again. */
const toPending = (state: MutationState<unknown, unknown, Draft>): PendingReply | null =>
  state.variables && state.status !== "success"
    ? {
        ...state.variables,
        submittedAt: new Date(state.submittedAt),
        failure: state.status === "error" ? state.error : null,
      }
    : null;

/**
 * Replies of this person: shown at once, replaced by their row when it is listed, kept with the reason when they fail.
 * They live in the mutation cache, so looking at another conversation doesn't lose them.
 */
export function useReplies(accountId: string, conversationId: string, messages: readonly Message[]) {
  const { client, conversation, shadow } = api.useUtils();
  const queryClient = useQueryClient();
  const refreshConversations = useRefreshConversations(accountId);
  const mutationKey = ["conversation.reply", conversationId];
  const { mutate } = useMutation({
    mutationKey,
    mutationFn: ({ text, idempotencyKey, draftId }: Draft) =>
      draftId
        ? client.shadow.send.mutate({ accountId, conversationId, draftId, text })
        : client.conversation.reply.mutate({ accountId, conversationId, text, idempotencyKey }),
    onSuccess: () =>
      Promise.all([
        conversation.messages.invalidate({ accountId, conversationId }),
        conversation.get.invalidate({ accountId, conversationId }),
        refreshConversations(conversationId),
        shadow.draft.invalidate({ accountId, conversationId }),
      ]),
  });
  const states = useMutationState({
    filters: { mutationKey },
    select: (mutation) => toPending(mutation.state as MutationState<unknown, unknown, Draft>),
  });
  const forget = (idempotencyKey: string) => {
    const cache = queryClient.getMutationCache();
    const found = cache
      .findAll({ mutationKey })
      .find(({ state }) => (state.variables as Draft | undefined)?.idempotencyKey === idempotencyKey);
    if (found) cache.remove(found);
  };
  return {
    pending: unlistedReplies(
      states.filter((state) => state !== null),
      messages,
    ),
    /** @param draftId the bot's draft that was changed into it, while it waits */
    send: (text: string, draftId?: string) =>
      mutate({ text, draftId, idempotencyKey: newIdempotencyKey(), after: messages.at(-1)?.id ?? null }),
    /** With the same key: if the first one did arrive, it isn't sent twice. */
    resend: (reply: PendingReply) => {
      forget(reply.idempotencyKey);
      const { text, draftId, idempotencyKey, after } = reply;
      mutate({ text, draftId, idempotencyKey, after });
    },
    discard: (reply: PendingReply) => forget(reply.idempotencyKey),
  };
}
