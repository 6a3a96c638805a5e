"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { uploadRefusal } from "@/domain/words/document";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import { createUploadQueue, type UploadQueue } from "./upload-queue";
import type { Upload, UploadPlace } from "./uploads";

/** One per account and tab: leaving the page and coming back finds what is still on its way. */
const queues = new Map<string, UploadQueue>();
const NONE: readonly Upload[] = [];

/** The uploads of an account, and what can be done with them. */
export function useUploads(accountId: string) {
  const t = useTranslations();
  const locale = useLocale();
  const utils = api.useUtils();
  const queueOfAccount = () => {
    const known = queues.get(accountId);
    if (known) return known;
    const created = createUploadQueue({
      send: (file, folder) => {
        const form = new FormData();
        form.set("accountId", accountId);
        form.set("file", file);
        form.set("folder", folder);
        // The procedure's type names the form's fields; a form has no type that could.
        return utils.client.knowledge.upload.mutate(form as FormData & { accountId: string; file: File });
      },
      onSettled: () => void utils.knowledge.list.invalidate({ accountId }),
      toWords: (error) => errorWords(error, t),
      refusal: (file) => uploadRefusal(t, locale, file),
    });
    queues.set(accountId, created);
    return created;
  };
  const uploads = useSyncExternalStore(
    (notify) => queueOfAccount().subscribe(notify),
    () => queues.get(accountId)?.current() ?? NONE,
    () => NONE,
  );
  return {
    uploads,
    add: (files: Iterable<File>, place: UploadPlace) => void queueOfAccount().add(files, place),
    retry: (id: string) => void queueOfAccount().retry(id),
    dismiss: (id: string) => queueOfAccount().dismiss(id),
  };
}
