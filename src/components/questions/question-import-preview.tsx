import { useTranslations } from "next-intl";
import { SegmentedControl } from "@/components/ui/segmented-control";

/** What a table holds, and the lines that can't be taken. */
export interface TableRows<Row> {
  rows: Row[];
  refused: readonly { line: number; reason: string }[];
}

/** What is asked about questions that are here already. */
export interface KnownWords {
  sentence: string;
  replace: string;
  keep: string;
}

const SHOWN_ROWS = 5;
const SHOWN_REFUSALS = 20;

interface ImportPreviewProps<Row> {
  table: TableRows<Row>;
  describe: (row: Row) => string;
  /** Null when none of them is here already. */
  known: KnownWords | null;
  isReplacing: boolean;
  onReplacingChange: (isReplacing: boolean) => void;
}

/** What will be taken from a table, what won't and why, and what becomes of questions that are here already. */
export function ImportPreview<Row extends { question: string }>(props: ImportPreviewProps<Row>) {
  const t = useTranslations();
  const { known } = props;
  const { rows, refused } = props.table;
  return (
    <section
      aria-label={t("common.questions.preview.title")}
      className="scroll-quiet flex min-h-0 flex-col gap-4 overflow-y-auto"
    >
      {rows.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="font-medium text-sm">
            {rows.length > SHOWN_ROWS
              ? t("common.questions.preview.countOfWhichFirst", { count: rows.length, shown: SHOWN_ROWS })
              : t("common.questions.preview.count", { count: rows.length })}
          </p>
          <ul
            aria-label={t("common.questions.preview.firstQuestions")}
            className="flex flex-col divide-y divide-line border-y"
          >
            {rows.slice(0, SHOWN_ROWS).map((row) => (
              <li key={row.question} dir="auto" className="flex flex-col gap-0.5 py-2 text-sm">
                <span className="break-words font-medium">{row.question}</span>
                <span className="line-clamp-2 break-words text-ink-soft">{props.describe(row)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {known && (
        <div className="flex flex-col gap-1.5">
          <p className="text-sm">{known.sentence}</p>
          <SegmentedControl
            label={t("common.questions.preview.knownQuestions")}
            value={props.isReplacing ? "replace" : "keep"}
            onChange={(value) => props.onReplacingChange(value === "replace")}
            options={[
              { value: "replace", label: known.replace },
              { value: "keep", label: known.keep },
            ]}
          />
        </div>
      )}
      {refused.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="font-medium text-attention text-sm">
            {t("common.questions.preview.refusedCount", { count: refused.length })}
          </p>
          <ul aria-label={t("common.questions.preview.refused")} className="flex flex-col gap-1 text-ink-soft text-sm">
            {refused.slice(0, SHOWN_REFUSALS).map(({ line, reason }) => (
              <li key={line}>{t("common.questions.preview.refusedLine", { line, reason })}</li>
            ))}
            {refused.length > SHOWN_REFUSALS && (
              <li>{t("common.questions.preview.more", { count: refused.length - SHOWN_REFUSALS })}</li>
            )}
          </ul>
        </div>
      )}
    </section>
  );
}
