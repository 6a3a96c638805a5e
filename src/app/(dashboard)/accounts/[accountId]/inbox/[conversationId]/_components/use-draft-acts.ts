"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";

/** Sending a draft as it is, and throwing it away; the conversation is asked again after either. */
export function useDraftActs(accountId: string, conversationId: string, draftId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refreshConversations = useRefreshConversations(accountId);
  const key = { accountId, conversationId };
  // Also after a refusal: somebody else has decided, and the page shows what came of it.
  const onSettled = () =>
    Promise.all([
      utils.shadow.draft.invalidate(key),
      utils.conversation.messages.invalidate(key),
      utils.conversation.get.invalidate(key),
      refreshConversations(conversationId),
    ]);
  const send = api.shadow.send.useMutation({
    onSettled,
    onError: (error) => toast.error(t("inbox.draft.notSent"), { description: errorWords(error, t) }),
  });
  const discard = api.shadow.discard.useMutation({
    onSettled,
    onError: (error) => toast.error(t("inbox.draft.notDiscarded"), { description: errorWords(error, t) }),
  });
  return {
    send: () => send.mutate({ ...key, draftId }),
    discard: () => discard.mutate({ ...key, draftId }),
    // A sent draft stays busy until the page has heard that it waits no longer: nobody presses twice.
    isSending: send.isPending || send.isSuccess,
    isDiscarding: discard.isPending || discard.isSuccess,
  };
}
