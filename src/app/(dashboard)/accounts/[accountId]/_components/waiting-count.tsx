"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";

interface WaitingCountProps {
  accountId: string;
  /** Over the corner of the icon, where there is no word to stand behind. */
  isCompact: boolean;
}

/** How many customers wait for a person; nothing when nobody does. */
export function WaitingCount({ accountId, isCompact }: WaitingCountProps) {
  const t = useTranslations();
  const isHydrated = useIsHydrated();
  const accounts = api.account.list.useQuery();
  const count = accounts.data?.find((account) => account.id === accountId)?.waitingCount ?? 0;
  if (!isHydrated || count === 0) return null;
  return (
    <span
      className={cn(
        "flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-attention-surface px-1 font-medium text-[0.6875rem] text-attention tabular-nums ring-1 ring-attention-line",
        isCompact && "absolute top-0.5 end-0.5 h-4 min-w-4",
      )}
    >
      {count > 99 ? "99+" : count}
      <span className="sr-only"> {t("shell.rail.waiting")}</span>
    </span>
  );
}
