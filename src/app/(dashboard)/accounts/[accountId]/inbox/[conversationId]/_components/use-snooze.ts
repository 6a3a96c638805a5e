"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useReader } from "@/components/ui/use-reader";
import { comingWords } from "@/domain/words/time";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { useRefreshConversations } from "../../../_components/conversation-lists";

const UNDO_MS = 10_000;

/** Putting a conversation off, and bringing it back; what was chosen by mistake can be undone for a moment. */
export function useSnooze(accountId: string, conversationId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const refreshConversations = useRefreshConversations(accountId);
  const reader = useReader();
  const key = { accountId, conversationId };
  const onSettled = () =>
    Promise.all([
      utils.conversation.get.invalidate(key),
      refreshConversations(conversationId),
      utils.conversation.handover.invalidate(key),
      utils.account.list.invalidate(),
    ]);
  const onError = (error: unknown) =>
    void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
  const bringBack = api.conversation.unsnooze.useMutation({ onSettled, onError });
  const snooze = api.conversation.snooze.useMutation({
    onSettled,
    onError,
    onSuccess: (_none, { until }) =>
      void toast.success(t("inbox.snooze.done", { when: comingWords(until, new Date(), reader) }), {
        description: t("inbox.snooze.doneDetail"),
        duration: UNDO_MS,
        action: { label: t("common.actions.undo"), onClick: () => bringBack.mutate(key) },
      }),
  });
  return {
    snooze: (until: Date) => snooze.mutate({ ...key, until }),
    bringBack: () => bringBack.mutate(key),
    isPending: snooze.isPending || bringBack.isPending,
  };
}
