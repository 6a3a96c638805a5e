"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";
import type { Conversation } from "./thread-header";

/** Who looks after a conversation, how urgent it is, and closing it: shown at once, put back when the server refuses. */
export function useHandling(accountId: string, conversationId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refreshConversations = useRefreshConversations(accountId);
  const key = { accountId, conversationId };
  const show = async (change: Partial<Conversation>) => {
    await utils.conversation.get.cancel(key);
    const previous = utils.conversation.get.getData(key);
    utils.conversation.get.setData(key, (current) => current && { ...current, ...change });
    return { previous };
  };
  const shared = {
    onError: (error: unknown, _input: unknown, context: { previous: Conversation | undefined } | undefined) => {
      utils.conversation.get.setData(key, context?.previous);
      toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
    },
    onSettled: () =>
      Promise.all([
        utils.conversation.get.invalidate(key),
        refreshConversations(conversationId),
        utils.conversation.handover.invalidate(key),
        utils.account.list.invalidate(),
      ]),
  };
  const assign = api.conversation.assign.useMutation({
    ...shared,
    onMutate: ({ userId }) => show({ assignedUserId: userId, ...(userId === null ? { assigneeName: null } : {}) }),
  });
  const setPriority = api.conversation.setPriority.useMutation({
    ...shared,
    onMutate: ({ priority }) => show({ priority }),
  });
  const close = api.conversation.close.useMutation({
    ...shared,
    onSuccess: () =>
      void toast.success(t("inbox.handling.closed"), {
        description: t("inbox.handling.closedDetail"),
      }),
  });
  return {
    assign: (userId: string | null) => assign.mutate({ ...key, userId }),
    setPriority: (priority: Conversation["priority"]) => setPriority.mutate({ ...key, priority }),
    close: () => close.mutate(key),
    isClosing: close.isPending,
  };
}

export type Handling = ReturnType<typeof useHandling>;
