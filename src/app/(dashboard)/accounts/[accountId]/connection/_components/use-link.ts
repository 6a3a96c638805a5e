"use client";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** Connecting the number: by QR code, by a code for its number, or once more as it is linked. */
export function useLink(accountId: string) {
  const t = useTranslations();
  const sayThatItFailed = (error: unknown) =>
    void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) });
  const utils = api.useUtils();
  const start = api.connection.start.useMutation({
    onSuccess: () => utils.connection.get.invalidate({ accountId }),
  });
  return {
    connect: () => start.mutate({ accountId }, { onError: sayThatItFailed }),
    byQr: () => start.mutate({ accountId, link: { type: "qr" } }, { onError: sayThatItFailed }),
    byNumber: (phoneNumber: string) =>
      start.mutate({ accountId, link: { type: "pairing_code", phoneNumber } }, { onError: sayThatItFailed }),
    /** For a form, which shows `failure` in a place of its own. */
    byWrittenNumber: (phoneNumber: string, onAccepted: () => void) =>
      start.mutate({ accountId, link: { type: "pairing_code", phoneNumber } }, { onSuccess: onAccepted }),
    isPending: start.isPending,
    failure: start.error ? errorWords(start.error, t) : undefined,
  };
}

export type Link = ReturnType<typeof useLink>;
