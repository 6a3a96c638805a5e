"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";
import { CaseRow } from "./case-row";
import type { TestCaseItem } from "./evaluation-board";

/** As many rows as one looks through. */
const SHOWN_AT_FIRST = 30;

interface CaseListProps {
  accountId: string;
  cases: readonly TestCaseItem[];
  /** The run whose results stand beside the questions. */
  shownRunId: string | undefined;
  canManage: boolean;
}

/** The test questions, each with what is expected and how it came out. */
export function CaseList({ accountId, cases, shownRunId, canManage }: CaseListProps) {
  const t = useTranslations();
  const id = useId();
  const { data } = api.evaluation.run.useQuery(
    { accountId, runId: shownRunId ?? "" },
    { enabled: shownRunId !== undefined },
  );
  const [filter, setFilter] = useState<"all" | "wrong">("all");
  const [isWhole, setIsWhole] = useState(false);
  const isHydrated = useIsHydrated();
  const results = new Map((isHydrated ? data : undefined)?.results.map((result) => [result.caseId, result]));
  const isRight = ({ id: caseId }: TestCaseItem) => (results.get(caseId)?.verdict ?? "right") === "right";
  const wrong = cases.filter((testCase) => !isRight(testCase));
  const listed = filter === "wrong" ? wrong : cases;
  const shown = isWhole ? listed : listed.slice(0, SHOWN_AT_FIRST);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={id} className="font-semibold text-lg">
          {t("evaluation.list.title")}
        </h2>
        {wrong.length > 0 && (
          <SegmentedControl
            label={t("evaluation.list.which")}
            value={filter}
            onChange={setFilter}
            options={[
              { value: "all", label: t("evaluation.list.all"), count: cases.length },
              { value: "wrong", label: t("evaluation.list.notRight"), count: wrong.length },
            ]}
          />
        )}
      </div>
      {cases.length === 0 ? (
        <p className="text-ink-soft">{t("evaluation.list.empty")}</p>
      ) : (
        <ul aria-label={t("evaluation.page.title")} className="flex flex-col divide-y divide-line border-y">
          {shown.map((testCase) => (
            <CaseRow
              key={testCase.id}
              accountId={accountId}
              testCase={testCase}
              result={results.get(testCase.id)}
              canManage={canManage}
            />
          ))}
        </ul>
      )}
      {shown.length < listed.length && (
        <Button size="sm" variant="quiet" className="self-start" onClick={() => setIsWhole(true)}>
          {t("evaluation.list.showAll", { count: listed.length })}
        </Button>
      )}
    </section>
  );
}
