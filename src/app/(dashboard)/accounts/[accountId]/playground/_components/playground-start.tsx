"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfidenceMark } from "@/components/confidence-mark";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { bandWords } from "@/domain/words/band";
import type { MessageKey } from "@/domain/words/translate";

const SUGGESTIONS = [
  "playground.suggestions.hours",
  "playground.suggestions.returns",
  "playground.suggestions.delivery",
  "playground.suggestions.person",
] as const satisfies readonly MessageKey[];

interface PlaygroundStartProps {
  accountId: string;
  readyCount: number;
  onAsk: (question: string) => void;
}

const BANDS = ["sure", "hedged", "handed_over"] as const;

/** Before the first question: what could be asked, or that there is nothing to answer from yet. */
export function PlaygroundStart({ accountId, readyCount, onAsk }: PlaygroundStartProps) {
  const t = useTranslations();
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-6 px-4 pt-2 pb-4 md:px-6">
      <dl aria-label={t("playground.start.howItAnswers")} className="flex flex-col divide-y divide-line border-y">
        {BANDS.map((band) => (
          <div key={band} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[8rem_1fr]">
            <dt>
              <ConfidenceMark band={band} className="text-sm!" />
            </dt>
            <dd className="text-ink-soft">{bandWords(t, band).rule}</dd>
          </div>
        ))}
      </dl>
      <div className="flex-1" />
      {readyCount === 0 && (
        <Notice tone="attention" className="flex-wrap items-center justify-between">
          <p className="min-w-0 flex-1 basis-64">{t("playground.start.noDocuments")}</p>
          <Button asChild size="sm">
            <Link href={`/accounts/${accountId}/knowledge` as Route}>{t("playground.start.addDocuments")}</Link>
          </Button>
        </Notice>
      )}
      <div className="flex flex-col gap-2">
        <h2 className="text-ink-faint text-xs">{t("playground.start.startWith")}</h2>
        <ul className="flex flex-col items-start gap-2">
          {SUGGESTIONS.map((suggestion) => (
            <li key={suggestion}>
              <button
                type="button"
                onClick={() => onAsk(t(suggestion))}
                className="rounded-bubble rounded-es-mark bg-says-customer px-3.5 py-2 text-start transition-colors hover:bg-pressed"
              >
                {t(suggestion)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
