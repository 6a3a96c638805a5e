"use client";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { preparationWords } from "@/domain/words/preparation";
import { api } from "@/trpc/react";

/** Events tell of every step but the one that nobody takes: that it was given up. */
const LOOK_AGAIN_MS = 15_000;

/** How far a new search model has come with what the bot knows. Takes no room while there is nothing to prepare. */
export function PreparationLine({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const { data } = api.knowledge.preparation.useQuery(
    { accountId },
    { refetchInterval: ({ state }) => (state.data ? LOOK_AGAIN_MS : false) },
  );
  const isHydrated = useIsHydrated();
  // A page can do without it, also when it couldn't be asked for.
  if (!data || !isHydrated) return null;
  const words = preparationWords(t, data);
  if (data.hasGivenUp)
    return (
      <Notice tone="attention" role="status">
        <p className="max-w-[72ch]">{words}</p>
      </Notice>
    );
  return (
    <div role="status" className="flex flex-col gap-1.5">
      <p className="text-ink-soft text-sm tabular-nums">{words}</p>
      <Progress share={data.doneCount / data.totalCount} label={t("knowledge.preparation.title")} />
    </div>
  );
}
