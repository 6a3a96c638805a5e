"use client";
import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { ChangedCases } from "@/components/changed-cases";
import { Button } from "@/components/ui/button";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";

/** The test questions, asked with the draft and compared with their newest run. */
export function RehearsalView({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const rehearse = api.config.rehearse.useMutation();
  const outcome = rehearse.data;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <Button isPending={rehearse.isPending} onClick={() => rehearse.mutate({ accountId })}>
          {!rehearse.isPending && <Play />}
          {t("ai.rehearsal.start")}
        </Button>
      </div>
      {rehearse.error && (
        <p role="alert" className="text-danger text-sm">
          {errorWords(rehearse.error, t)}
        </p>
      )}
      {outcome && (
        <div role="status" className="flex flex-col gap-4">
          <p className="text-ink-soft">
            {outcome.summary.all.n === 0
              ? t("ai.rehearsal.none")
              : t("ai.rehearsal.outcome", { right: outcome.summary.all.right, all: outcome.summary.all.n })}
          </p>
          {outcome.comparison === null && outcome.summary.all.n > 0 && (
            <p className="text-ink-soft">{t("ai.rehearsal.runOnce")}</p>
          )}
          {outcome.comparison && (
            <>
              <ChangedCases kind="worse" changes={outcome.comparison.regressions} />
              <ChangedCases kind="better" changes={outcome.comparison.improvements} />
            </>
          )}
        </div>
      )}
    </div>
  );
}
