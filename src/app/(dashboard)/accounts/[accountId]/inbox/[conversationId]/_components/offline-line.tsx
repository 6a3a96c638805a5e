"use client";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";

/** Only when it matters: what is written now waits until the number is connected. */
export function OfflineLine({ accountId }: { accountId: string }) {
  const isHydrated = useIsHydrated();
  const accounts = api.account.list.useQuery();
  const state = accounts.data?.find(({ id }) => id === accountId)?.connection.state;
  if (!isHydrated || !state || state === "ready") return null;
  return (
    <p className="px-1 pb-2 text-attention text-sm">
      {state === "reconnecting" || state === "connecting"
        ? "WhatsApp is reconnecting. Replies go out as soon as it is back."
        : "WhatsApp isn't connected. Replies wait until it is."}
    </p>
  );
}
