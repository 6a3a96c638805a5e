"use client";
import { useLocale, useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { uploadRefusal } from "@/domain/words/document";
import { formatBytes } from "@/domain/words/unit";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/**
 * What can be done to one document, or to the new version that waits to replace it.
 * @param onRemoved called when its row has left the list, and with it whoever asked
 */
export function useDocumentActs(accountId: string, document: { id: string }, onRemoved?: () => void) {
  const t = useTranslations();
  const locale = useLocale();
  const utils = api.useUtils();
  const key = { accountId, documentId: document.id };
  const refresh = () => utils.knowledge.list.invalidate({ accountId });
  const onError = (error: unknown) =>
    void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
  const options = { onSuccess: refresh, onError };
  const retry = api.knowledge.retry.useMutation(options);
  const stop = api.knowledge.stop.useMutation({
    ...options,
    // It was ready just before: the list says so.
    onSettled: refresh,
  });
  const unlock = api.knowledge.unlock.useMutation(options);
  const setFolder = api.knowledge.setFolder.useMutation(options);
  const remove = api.knowledge.delete.useMutation({
    onError,
    onSuccess: async () => {
      await refresh();
      onRemoved?.();
    },
  });
  const replace = api.knowledge.replace.useMutation({ onError });

  async function replaceWith(file: File): Promise<void> {
    const refusal = uploadRefusal(t, locale, { sizeBytes: file.size });
    if (refusal) return void toast.error(t("common.actions.nothingHasChanged"), { description: refusal });
    const form = new FormData();
    for (const [name, value] of Object.entries(key)) form.set(name, value);
    form.set("file", file);
    const sending = toast.loading(t("knowledge.upload.uploadingNamed", { name: file.name }), {
      description: formatBytes(file.size, locale),
    });
    try {
      // The procedure's type names the form's fields; a form has no type that could.
      const { status } = await replace.mutateAsync(form as FormData & typeof key & { file: File });
      if (status === "unchanged")
        toast.info(t("knowledge.upload.sameFile"), { description: t("knowledge.upload.nothingHasToChange") });
      await refresh();
    } catch {
      // Said by onError.
    } finally {
      toast.dismiss(sending);
    }
  }

  return {
    retry: { run: () => retry.mutate(key), isPending: retry.isPending },
    stop: { run: () => stop.mutate(key), isPending: stop.isPending },
    unlock: {
      run: (filePassword: string) => unlock.mutate({ ...key, filePassword }),
      isPending: unlock.isPending,
    },
    setFolder: {
      run: (folder: string | null, onDone: () => void) => setFolder.mutate({ ...key, folder }, { onSuccess: onDone }),
      isPending: setFolder.isPending,
    },
    remove: { run: () => remove.mutate(key), isPending: remove.isPending },
    replaceWith: (file: File) => void replaceWith(file),
  };
}
export type DocumentActs = ReturnType<typeof useDocumentActs>;
