"use client";
import { toast } from "sonner";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** Connecting the number: by QR code, by a code for its number, or once more as it is linked. */
export function useLink(accountId: string) {
  const utils = api.useUtils();
  const start = api.connection.start.useMutation({
    onSuccess: () => utils.connection.get.invalidate({ accountId }),
    onError: (error, { link }) => {
      // The form for the number has a place of its own for what is wrong with it.
      if (link?.type !== "pairing_code") toast.error("Nothing has changed", { description: errorWords(error) });
    },
  });
  return {
    connect: () => start.mutate({ accountId }),
    byQr: () => start.mutate({ accountId, link: { type: "qr" } }),
    byNumber: (phoneNumber: string, onAccepted: () => void) =>
      start.mutate({ accountId, link: { type: "pairing_code", phoneNumber } }, { onSuccess: onAccepted }),
    isPending: start.isPending,
    numberFailure: start.error && start.variables?.link?.type === "pairing_code" ? errorWords(start.error) : undefined,
  };
}

export type Link = ReturnType<typeof useLink>;
