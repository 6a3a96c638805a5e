import { SegmentedControl } from "@/components/ui/segmented-control";
import type { CaseRows } from "@/domain/evaluation/case-rows";
import { countWords } from "@/domain/words/document";
import { expectedWords } from "@/domain/words/evaluation";

const SHOWN_CASES = 5;
const SHOWN_REFUSALS = 20;

interface ImportCasesPreviewProps {
  rows: CaseRows;
  /** Questions among them that are here already. */
  knownCount: number;
  isReplacing: boolean;
  onReplacingChange: (isReplacing: boolean) => void;
}

/** What will be taken from a table, what won't and why, and what becomes of questions that are here already. */
export function ImportCasesPreview({ rows, knownCount, isReplacing, onReplacingChange }: ImportCasesPreviewProps) {
  const { cases, refused } = rows;
  return (
    <section aria-label="Preview" className="scroll-quiet flex min-h-0 flex-col gap-4 overflow-y-auto">
      {cases.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="font-medium text-sm">
            {countWords(cases.length, "question")}
            {cases.length > SHOWN_CASES && `, of which the first ${SHOWN_CASES}`}
          </p>
          <ul aria-label="First questions" className="flex flex-col divide-y divide-line border-y">
            {cases.slice(0, SHOWN_CASES).map(({ question, expected }) => (
              <li key={question} dir="auto" className="flex flex-col gap-0.5 py-2 text-sm">
                <span className="break-words font-medium">{question}</span>
                <span className="line-clamp-2 break-words text-ink-soft">{expectedWords(expected)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {knownCount > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm">
            {knownCount === 1 ? "One question is already here." : `${knownCount} questions are already here.`} What this
            file expects…
          </p>
          <SegmentedControl
            label="Questions that are already here"
            value={isReplacing ? "replace" : "keep"}
            onChange={(value) => onReplacingChange(value === "replace")}
            options={[
              { value: "replace", label: "counts from now on" },
              { value: "keep", label: "is left out" },
            ]}
          />
        </div>
      )}
      {refused.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="font-medium text-attention text-sm">{countWords(refused.length, "row")} can't be taken</p>
          <ul aria-label="Rows that can't be taken" className="flex flex-col gap-1 text-ink-soft text-sm">
            {refused.slice(0, SHOWN_REFUSALS).map(({ line, reason }) => (
              <li key={line}>
                Line {line}: {reason}
              </li>
            ))}
            {refused.length > SHOWN_REFUSALS && <li>And {refused.length - SHOWN_REFUSALS} more.</li>}
          </ul>
        </div>
      )}
    </section>
  );
}
