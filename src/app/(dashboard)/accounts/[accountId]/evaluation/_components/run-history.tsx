"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import {
  changedPartsWords,
  countOfWords,
  percentOf,
  percentWords,
  rateWords,
  trendWords,
} from "@/domain/words/evaluation";
import type { FinishedRun } from "./evaluation-board";

interface RunHistoryProps {
  /** Newest first. */
  runs: readonly FinishedRun[];
  shownId: string;
  onShow: (runId: string) => void;
}

/** Drawn for both, so that its words are as large on a phone as elsewhere. */
const WIDTHS = { wide: 640, phone: 344 };
const HEIGHT = 132;
const LEFT = 46;
const RIGHT = 50;
const TOP = 10;
const BOTTOM = 12;
const MARKS = [0, 50, 100];

const yOf = (percent: number) => TOP + ((100 - percent) / 100) * (HEIGHT - TOP - BOTTOM);

/** The share of right ones over the runs, as a line and as a table. */
export function RunHistory({ runs, shownId, onShow }: RunHistoryProps) {
  const t = useTranslations();
  const [last, before] = runs;
  if (!last) return null;
  return (
    <section aria-label={t("evaluation.history.title")} className="flex flex-col gap-3">
      <h2 className="font-semibold">{trendWords(t, last.summary, before?.summary)}</h2>
      {runs.length > 1 && (
        <figure>
          <Chart runs={runs.toReversed()} shownId={shownId} width={WIDTHS.wide} className="max-sm:hidden" />
          <Chart runs={runs.toReversed()} shownId={shownId} width={WIDTHS.phone} className="sm:hidden" />
          <figcaption className="text-ink-faint text-xs">{t("evaluation.history.legend")}</figcaption>
        </figure>
      )}
      <details className="group">
        <summary className="w-fit cursor-pointer rounded-mark text-ink-soft text-sm underline decoration-line underline-offset-3 hover:text-ink">
          {t("evaluation.history.asTable")}
        </summary>
        <RunTable runs={runs} shownId={shownId} onShow={onShow} />
      </details>
    </section>
  );
}

interface ChartProps {
  /** Oldest first. */
  runs: readonly FinishedRun[];
  shownId: string;
  width: number;
  className: string;
}

/** Oldest at the left. What changed between two runs is a mark on the axis, and its name stands in the table. */
function Chart({ runs, shownId, width, className }: ChartProps) {
  const t = useTranslations();
  const step = (width - LEFT - RIGHT) / Math.max(1, runs.length - 1);
  const points = runs.flatMap((run, index) => {
    const percent = percentOf(run.summary.all);
    return percent === null ? [] : [{ run, percent, x: LEFT + index * step, y: yOf(percent) }];
  });
  const end = points.at(-1);
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={t("evaluation.history.chart", {
        count: runs.length,
        shares: points.map(({ percent }) => percentWords(t, percent)).join(t("evaluation.comma")),
      })}
      className={cn("h-auto w-full max-w-[40rem] text-[11px]", className)}
    >
      {MARKS.map((mark) => (
        <g key={mark}>
          <line x1={LEFT} x2={width - RIGHT} y1={yOf(mark)} y2={yOf(mark)} className="stroke-line" />
          <text x={LEFT - 8} y={yOf(mark) + 4} textAnchor="end" className="fill-ink-faint tabular-nums">
            {percentWords(t, mark)}
          </text>
        </g>
      ))}
      {points
        .filter(({ run }) => run.changed.length > 0)
        .map(({ run, x }) => (
          <path key={run.id} d={`M${x} ${yOf(0) + 3}l4 7h-8z`} className="fill-attention-dot">
            <title>{t("evaluation.history.changedBefore", { parts: changedPartsWords(t, run.changed) })}</title>
          </path>
        ))}
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(" ")}
        fill="none"
        strokeWidth="2"
        className="stroke-accent"
      />
      {points.map(({ run, x, y, percent }) => (
        <circle
          key={run.id}
          cx={x}
          cy={y}
          r={run.id === shownId ? 5 : 3}
          strokeWidth="2"
          className={run.id === shownId ? "fill-surface stroke-accent" : "fill-accent stroke-accent"}
        >
          <title>{percentWords(t, percent)}</title>
        </circle>
      ))}
      {end && (
        <text x={end.x + 9} y={end.y + 4} className="fill-ink font-semibold tabular-nums">
          {percentWords(t, end.percent)}
        </text>
      )}
    </svg>
  );
}

function RunTable({ runs, shownId, onShow }: RunHistoryProps) {
  const t = useTranslations();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section aria-label={t("evaluation.history.all")} tabIndex={0} className="scroll-quiet mt-3 overflow-x-auto">
      <table className="w-full min-w-[36rem] text-start text-sm tabular-nums [&_td]:py-2 [&_td]:pe-4 [&_th]:py-2 [&_th]:pe-4 [&_th]:font-medium [&_th]:text-ink-faint [&_th]:text-xs">
        <thead className="border-y">
          <tr>
            <th scope="col">{t("evaluation.history.when")}</th>
            <th scope="col">{t("evaluation.allRight.label")}</th>
            <th scope="col">{t("evaluation.checks.evidence.label")}</th>
            <th scope="col">{t("evaluation.checks.answer.label")}</th>
            <th scope="col">{t("evaluation.checks.decline.label")}</th>
            <th scope="col">{t("evaluation.history.changed")}</th>
            <th scope="col">
              <span className="sr-only">{t("evaluation.history.lookAtIt")}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-b">
          {runs.map(({ id, createdAt, summary, changed }) => (
            <tr key={id} className={id === shownId ? "bg-hover/60" : ""}>
              <td>
                <LocalTime date={createdAt} as="moment" />
              </td>
              <td className="whitespace-nowrap">
                {rateWords(t, summary.all)} <span className="text-ink-faint">({countOfWords(t, summary.all)})</span>
              </td>
              <td>{rateWords(t, summary.evidence)}</td>
              <td>{rateWords(t, summary.answer)}</td>
              <td>{rateWords(t, summary.decline)}</td>
              <td className="text-ink-soft">{changedPartsWords(t, changed)}</td>
              <td className="text-end">
                {id !== shownId && (
                  <Button size="sm" variant="quiet" onClick={() => onShow(id)}>
                    {t("evaluation.history.show")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
