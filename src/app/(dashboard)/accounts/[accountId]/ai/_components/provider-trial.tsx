"use client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { answeredIn, problemWords } from "@/domain/words/model-provider";
import type { RouterOutputs } from "@/trpc/react";

/** What came of asking each model for a word. */
export function ProviderTrial({ results }: { results: RouterOutputs["modelProvider"]["try"] }) {
  return (
    <div role="status" className="flex flex-col gap-2">
      {results.map((result) => (
        <TrialNotice key={result.model} result={result} />
      ))}
    </div>
  );
}

function TrialNotice({ result }: { result: RouterOutputs["modelProvider"]["try"][number] }) {
  const t = useTranslations();
  const locale = useLocale();
  const { model } = result;
  const problem = result.ok ? null : problemWords(t, result.problem);
  return (
    <Notice tone={result.ok ? "success" : "danger"}>
      {result.ok ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="font-medium [overflow-wrap:anywhere]">
          {problem ? t("ai.trial.fails", { model, problem: problem.title }) : t("ai.trial.works", { model })}
        </p>
        <p className="text-ink-soft text-sm">{result.ok ? answeredIn(t, locale, result.ms) : problem?.advice}</p>
      </div>
    </Notice>
  );
}
