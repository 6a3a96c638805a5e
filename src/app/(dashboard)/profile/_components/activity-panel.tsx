"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { actionWords } from "@/domain/words/audit";
import { deviceWords } from "@/domain/words/device";
import { api } from "@/trpc/react";

const SHOWN_FIRST = 5;
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What was done with this user, so that its owner sees what they did not do. */
export function ActivityPanel() {
  const t = useTranslations();
  const [entries] = api.profile.activity.useSuspenseQuery();
  const [isWhole, setIsWhole] = useState(false);
  if (entries.length === 0) return <p className="text-ink-soft">{t("profile.activity.nothing")}</p>;
  return (
    <div className="flex flex-col items-start gap-3">
      <ol aria-label={t("profile.activity.title")} className="flex w-full flex-col divide-y divide-line border-y">
        {(isWhole ? entries : entries.slice(0, SHOWN_FIRST)).map(({ id, action, at, device, ipAddress }) => (
          <li key={id} className="flex items-baseline justify-between gap-4 py-2.5">
            <p className="min-w-0">
              {capitalized(actionWords(t, action))}
              <span className="text-ink-faint text-sm">
                {" "}
                {[deviceWords(t, device), ipAddress].filter(Boolean).join(", ")}
              </span>
            </p>
            <LocalTime date={at} as="moment" className="shrink-0 text-ink-faint text-sm" />
          </li>
        ))}
      </ol>
      {entries.length > SHOWN_FIRST && (
        <Button size="sm" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t("profile.activity.showLess") : t("profile.activity.showAll", { count: entries.length })}
        </Button>
      )}
    </div>
  );
}
