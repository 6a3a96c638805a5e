"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

export type SavedReplyItem = RouterOutputs["savedReply"]["list"][number];

const UNDO_MS = 10_000;

/** Writing, changing and deleting saved replies; what was deleted can be put back for a moment. */
export function useSavedReplyActs(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const onSuccess = () => utils.savedReply.list.invalidate({ accountId });
  const create = api.savedReply.create.useMutation({ onSuccess });
  const update = api.savedReply.update.useMutation({ onSuccess });
  const putBack = api.savedReply.create.useMutation({
    onSuccess,
    onError: (error) =>
      void toast.error(t("conversation.savedReplies.notPutBack"), { description: errorWords(error, t) }),
  });
  const remove = api.savedReply.delete.useMutation({
    // Also after a refusal: somebody else may have deleted it.
    onSettled: onSuccess,
    onError: (error) =>
      void toast.error(t("conversation.savedReplies.stillThere"), { description: errorWords(error, t) }),
  });
  const failed = create.error ?? update.error;
  return {
    save: (reply: { id?: string; key: string; text: string }, onDone: () => void) => {
      const { id, key, text } = reply;
      if (id === undefined) create.mutate({ accountId, key, text }, { onSuccess: onDone });
      else update.mutate({ accountId, savedReplyId: id, key, text }, { onSuccess: onDone });
    },
    isSaving: create.isPending || update.isPending,
    failure: failed ? errorWords(failed, t) : undefined,
    remove: ({ id, key, text }: SavedReplyItem) =>
      remove.mutate(
        { accountId, savedReplyId: id },
        {
          onSuccess: () =>
            void toast.success(t("conversation.savedReplies.deleted", { name: key }), {
              duration: UNDO_MS,
              action: { label: t("common.actions.undo"), onClick: () => putBack.mutate({ accountId, key, text }) },
            }),
        },
      ),
  };
}
