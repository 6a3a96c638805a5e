"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { factLabel } from "@/domain/words/handover";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

const UNDO_MS = 10_000;

/** What can be done with what is known of a customer; asked for again after each, and by everybody who looks at it. */
export function useFactActs(accountId: string, conversationId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const key = { accountId, conversationId };
  const onSettled = () =>
    Promise.all([utils.automation.customer.invalidate(key), utils.conversation.handover.invalidate(key)]);
  const save = api.conversation.saveFact.useMutation({ onSettled });
  const putBack = api.conversation.saveFact.useMutation({
    onSettled,
    onError: (error) => toast.error(errorWords(error, t)),
  });
  const remove = api.conversation.removeFact.useMutation({
    onSettled,
    onError: (error) => toast.error(errorWords(error, t)),
  });
  return {
    save: (name: string, value: string, onDone: () => void) =>
      save.mutate({ ...key, name, value }, { onSuccess: onDone }),
    remove: ({ name, value }: { name: string; value: string }) =>
      remove.mutate(
        { ...key, name },
        {
          onSuccess: () =>
            void toast.success(t("inbox.facts.removed", { fact: factLabel(t, name) }), {
              duration: UNDO_MS,
              action: { label: t("common.actions.undo"), onClick: () => putBack.mutate({ ...key, name, value }) },
            }),
        },
      ),
    forgetFailure: () => save.reset(),
    isSaving: save.isPending,
    failure: save.error ? errorWords(save.error, t) : undefined,
  };
}
