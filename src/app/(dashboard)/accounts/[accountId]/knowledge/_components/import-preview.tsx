import { SegmentedControl } from "@/components/ui/segmented-control";
import type { AnswerRows } from "@/domain/knowledge/answer-rows";
import { countWords } from "@/domain/words/document";

const SHOWN_PAIRS = 5;
const SHOWN_REFUSALS = 20;

interface ImportPreviewProps {
  rows: AnswerRows;
  /** Questions among them that are here already. */
  knownCount: number;
  isReplacing: boolean;
  onReplacingChange: (isReplacing: boolean) => void;
}

/** What will be taken from a table, what won't and why, and what becomes of questions that are here already. */
export function ImportPreview({ rows, knownCount, isReplacing, onReplacingChange }: ImportPreviewProps) {
  const { pairs, refused } = rows;
  return (
    <section aria-label="Preview" className="scroll-quiet flex min-h-0 flex-col gap-4 overflow-y-auto">
      {pairs.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="font-medium text-sm">
            {countWords(pairs.length, "question")}
            {pairs.length > SHOWN_PAIRS && `, of which the first ${SHOWN_PAIRS}`}
          </p>
          <ul aria-label="First questions" className="flex flex-col divide-y divide-line border-y">
            {pairs.slice(0, SHOWN_PAIRS).map(({ question, answer }) => (
              <li key={question} dir="auto" className="flex flex-col gap-0.5 py-2 text-sm">
                <span className="break-words font-medium">{question}</span>
                <span className="line-clamp-2 break-words text-ink-soft">{answer}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {knownCount > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm">
            {knownCount === 1
              ? "One question is already here. Its answer in this file…"
              : `${knownCount} questions are already here. Their answers in this file…`}
          </p>
          <SegmentedControl
            label="Questions that are already here"
            value={isReplacing ? "replace" : "keep"}
            onChange={(value) => onReplacingChange(value === "replace")}
            options={[
              { value: "replace", label: knownCount === 1 ? "replaces the old one" : "replace the old ones" },
              { value: "keep", label: knownCount === 1 ? "is left out" : "are left out" },
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
