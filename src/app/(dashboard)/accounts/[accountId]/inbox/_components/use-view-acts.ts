"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import type { InboxFilters } from "@/domain/messaging/inbox-filters";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { InboxView } from "./use-inbox-address";

const UNDO_MS = 10_000;

/** What is done with a view without a dialog. What was removed can be put back for a moment, with its address. */
export function useViewActs(accountId: string) {
  const t = useTranslations();
  const utils = api.useUtils();
  const onSettled = () => utils.inboxView.list.invalidate({ accountId });
  const failed = (title: string) => (error: Parameters<typeof errorWords>[0]) =>
    void toast.error(title, { description: errorWords(error, t) });
  const update = api.inboxView.update.useMutation({ onSettled, onError: failed(t("inbox.views.notSaved")) });
  const remove = api.inboxView.remove.useMutation({ onSettled, onError: failed(t("inbox.views.stillThere")) });
  const putBack = api.inboxView.putBack.useMutation({ onSettled, onError: failed(t("inbox.views.notPutBack")) });
  return {
    save: ({ id, name }: InboxView, filters: InboxFilters, onSaved: () => void) =>
      update
        .mutateAsync({ accountId, viewId: id, filters: { ...filters, tags: [...filters.tags] } })
        .then(() => {
          onSaved();
          toast.success(t("inbox.views.saved", { name }));
        })
        // Told already.
        .catch(() => undefined),
    /** @param onRemoved at once: nobody has to see it go. @param onPutBack once it is there again */
    remove: ({ id, name }: InboxView, { onRemoved, onPutBack }: { onRemoved: () => void; onPutBack: () => void }) => {
      onRemoved();
      const undo = () => void putBack.mutateAsync({ accountId, viewId: id }).then(onPutBack, () => undefined);
      const action = { label: t("common.actions.undo"), onClick: undo };
      // A promise: what is given to `mutate` is dropped with the menu, which closes meanwhile.
      void remove.mutateAsync({ accountId, viewId: id }).then(
        () => void toast.success(t("inbox.views.removed", { name }), { duration: UNDO_MS, action }),
        () => undefined,
      );
    },
  };
}
