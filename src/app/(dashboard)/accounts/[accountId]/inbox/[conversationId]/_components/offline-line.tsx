"use client";
import { useTranslations } from "next-intl";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";

/** Only when it matters: what is written now waits until the number is connected. */
export function OfflineLine({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const isHydrated = useIsHydrated();
  const accounts = api.account.list.useQuery();
  const state = accounts.data?.find(({ id }) => id === accountId)?.connection.state;
  if (!isHydrated || !state || state === "ready") return null;
  return (
    <p className="px-1 pb-2 text-attention text-sm">
      {state === "reconnecting" || state === "connecting"
        ? t("inbox.offline.reconnecting")
        : t("inbox.offline.notConnected")}
    </p>
  );
}
