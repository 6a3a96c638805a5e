"use client";
import { type MutationState, useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";
import { newIdempotencyKey } from "./idempotency-key";
import { type Attachment, outgoingParts } from "./outgoing-parts";
import { type PendingReply, unlistedReplies } from "./pending-replies";
import { setUploadShare } from "./upload-progress";
import type { Message } from "./use-messages";

type Draft = Pick<PendingReply, "idempotencyKey" | "text" | "after" | "draftId" | "attachment">;

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
    // One after the other: what was sent first is read first, however large it is.
    scope: { id: `reply/${conversationId}` },
    mutationFn: ({ text, idempotencyKey, draftId, attachment }: Draft): Promise<unknown> => {
      const key = { accountId, conversationId };
      if (attachment) return sendFile({ ...key, file: attachment.file, caption: text, idempotencyKey });
      if (draftId) return client.shadow.send.mutate({ ...key, draftId, text });
      return client.conversation.reply.mutate({ ...key, text, idempotencyKey });
    },
    onSuccess: async (_sent, { attachment }) => {
      await Promise.all([
        conversation.messages.invalidate({ accountId, conversationId }),
        conversation.get.invalidate({ accountId, conversationId }),
        refreshConversations(conversationId),
        shadow.draft.invalidate({ accountId, conversationId }),
      ]);
      if (attachment) URL.revokeObjectURL(attachment.url);
    },
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
    /** @param draftId the bot's draft that the words were changed from, while it waits: they go as a message alone */
    send: (text: string, attachments: readonly Attachment[], draftId?: string) => {
      const after = messages.at(-1)?.id ?? null;
      for (const part of outgoingParts(text, attachments, { keepsWordsApart: draftId !== undefined }))
        mutate({
          ...part,
          ...(part.attachment ? {} : { draftId }),
          idempotencyKey: newIdempotencyKey(),
          after,
        });
    },
    /** With the same key: if the first one did arrive, it isn't sent twice. */
    resend: (reply: PendingReply) => {
      forget(reply.idempotencyKey);
      const { text, draftId, idempotencyKey, after, attachment } = reply;
      mutate({ text, draftId, idempotencyKey, after, attachment });
    },
    discard: (reply: PendingReply) => {
      forget(reply.idempotencyKey);
      if (reply.attachment) URL.revokeObjectURL(reply.attachment.url);
    },
  };
}

async function sendFile(reply: { idempotencyKey: string; file: File } & Record<string, string | File>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(reply)) form.set(name, value);
  try {
    const { uploadForm } = await import("@/trpc/upload");
    return await uploadForm("conversation.sendFile", form, (share) => setUploadShare(reply.idempotencyKey, share));
  } finally {
    setUploadShare(reply.idempotencyKey, undefined);
  }
}
