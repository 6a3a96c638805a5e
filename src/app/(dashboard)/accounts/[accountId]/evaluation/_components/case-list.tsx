"use client";
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
          Questions
        </h2>
        {wrong.length > 0 && (
          <SegmentedControl
            label="Which questions"
            value={filter}
            onChange={setFilter}
            options={[
              { value: "all", label: "All", count: cases.length },
              { value: "wrong", label: "Not right", count: wrong.length },
            ]}
          />
        )}
      </div>
      {cases.length === 0 ? (
        <p className="text-ink-soft">There are none any more. What was measured stays above.</p>
      ) : (
        <ul aria-label="Test questions" className="flex flex-col divide-y divide-line border-y">
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
          Show all {listed.length.toLocaleString("en")}
        </Button>
      )}
    </section>
  );
}
