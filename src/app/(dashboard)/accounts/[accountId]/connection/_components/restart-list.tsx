"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { reasonWords } from "@/domain/words/connection";
import type { RouterOutputs } from "@/trpc/react";

type Restart = RouterOutputs["connection"]["health"]["restarts"][number];

/** Why the browser behind the connection was started anew; nothing when it never was. */
export function RestartList({ restarts }: { restarts: readonly Restart[] }) {
  const t = useTranslations();
  if (restarts.length === 0) return null;
  return (
    <details className="group -mt-3">
      <summary className="flex w-fit list-none items-center gap-1.5 rounded-mark font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-ink-faint transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
        />
        {t("connection.health.whyRestarted")}
        <span className="font-normal text-ink-faint text-sm">
          {t("connection.health.times", { count: restarts.length })}
        </span>
      </summary>
      <ul aria-label={t("connection.health.restarts")} className="mt-2 flex flex-col gap-2 ps-5.5">
        {restarts.map(({ at, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may carry the same time
          <li key={index} className="flex items-baseline justify-between gap-4">
            <span className="max-w-[60ch] text-ink-soft">{reasonWords(t, reason)}</span>
            <LocalTime date={at} as="moment" className="text-ink-faint text-sm" />
          </li>
        ))}
      </ul>
    </details>
  );
}
