"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Attachment } from "./outgoing-parts";

/** More at once is a folder; it is sent better as a link or in turns. */
const MAX_ATTACHMENTS = 10;

/** The files that go with the next reply. Each is looked into here as the server will: by its bytes, not by its name. */
export function useAttachments() {
  const t = useTranslations();
  const [attachments, setAttachments] = useState<Attachment[]>([]);
  const [refusals, setRefusals] = useState<string[]>([]);
  const shown = useRef(attachments);
  shown.current = attachments;
  // Whoever leaves without sending needs the previews no more. Those that were sent are their replies' own.
  useEffect(
    () => () => {
      for (const { url } of shown.current) URL.revokeObjectURL(url);
    },
    [],
  );
  return {
    attachments,
    /** For people, by the file: why it isn't among them. */
    refusals,
    add: async (files: readonly File[]) => {
      const { judge } = await import("./judge-file");
      const judged = await Promise.all(files.map((file) => judge(t, file)));
      const fitting = judged.flatMap((one) => (one.attachment ? one.attachment : []));
      const room = MAX_ATTACHMENTS - shown.current.length;
      for (const { url } of fitting.slice(room)) URL.revokeObjectURL(url);
      setAttachments((current) => [...current, ...fitting.slice(0, room)]);
      setRefusals([
        ...judged.flatMap(({ refusal }) => refusal ?? []),
        ...(fitting.length > room ? [t("inbox.composer.tooMany", { count: MAX_ATTACHMENTS })] : []),
      ]);
    },
    remove: (id: string) => {
      setAttachments((current) => current.filter((one) => one.id !== id));
      const gone = shown.current.find((one) => one.id === id);
      if (gone) URL.revokeObjectURL(gone.url);
    },
    forgetRefusals: () => setRefusals([]),
    /** Empties it for the next reply. @returns what was in it */
    take: (): Attachment[] => {
      const taken = shown.current;
      shown.current = [];
      setAttachments([]);
      setRefusals([]);
      return taken;
    },
  };
}
export type Attachments = ReturnType<typeof useAttachments>;
