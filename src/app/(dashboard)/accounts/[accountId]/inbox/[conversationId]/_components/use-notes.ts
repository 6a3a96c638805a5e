"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api, type RouterOutputs } from "@/trpc/react";

type Listed = RouterOutputs["note"]["list"][number];

/** A note as an entry of the thread, dated by when it was written. */
export type Note = Omit<Listed, "createdAt"> & { author: "note"; participantName: string | null; sentAt: Date };

const asEntry = ({ createdAt, ...note }: Listed): Note => ({
  ...note,
  author: "note",
  // One run per author, as in groups.
  participantName: note.authorUserId,
  sentAt: createdAt,
});

/** The team's notes in a conversation, oldest first, and what can be done with one's own. */
export function useNotes(accountId: string, conversationId: string) {
  const t = useTranslations();
  const key = { accountId, conversationId };
  const utils = api.useUtils();
  const list = api.note.list.useQuery(key);
  const onSuccess = () => utils.note.list.invalidate(key);
  const failed = (title: string) => (error: unknown) => void toast.error(title, { description: errorWords(error, t) });
  const add = api.note.add.useMutation({ onSuccess, onError: failed(t("inbox.note.notKept")) });
  const change = api.note.change.useMutation({ onSuccess, onError: failed(t("inbox.note.asItWas")) });
  const remove = api.note.remove.useMutation({ onSuccess, onError: failed(t("inbox.note.stillThere")) });
  return {
    notes: useMemo(() => (list.data ?? []).map(asEntry), [list.data]),
    hasFailed: list.isError,
    retry: () => void list.refetch(),
    /** Resolves to whether it was kept. */
    add: (text: string) =>
      add.mutateAsync({ ...key, text }).then(
        () => true,
        () => false,
      ),
    isAdding: add.isPending,
    change: (noteId: string, text: string) =>
      change.mutateAsync({ ...key, noteId, text }).then(
        () => true,
        () => false,
      ),
    remove: (noteId: string) => remove.mutate({ ...key, noteId }),
  };
}
export type Notes = ReturnType<typeof useNotes>;
