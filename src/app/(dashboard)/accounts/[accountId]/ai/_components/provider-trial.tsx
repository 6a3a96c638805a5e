"use client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import { answeredIn, PROBLEM_WORDS } from "@/domain/words/model-provider";
import type { RouterOutputs } from "@/trpc/react";

/** What came of asking each model for a word. */
export function ProviderTrial({ results }: { results: RouterOutputs["modelProvider"]["try"] }) {
  return (
    <div role="status" className="flex flex-col gap-2">
      {results.map((result) => (
        <Notice key={result.model} tone={result.ok ? "success" : "danger"}>
          {result.ok ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          <div className="flex min-w-0 flex-col gap-0.5">
            <p className="font-medium [overflow-wrap:anywhere]">
              {result.model}: {result.ok ? "it works" : PROBLEM_WORDS[result.problem].title}
            </p>
            <p className="text-ink-soft text-sm">
              {result.ok ? answeredIn(result.ms) : PROBLEM_WORDS[result.problem].advice}
            </p>
          </div>
        </Notice>
      ))}
    </div>
  );
}
