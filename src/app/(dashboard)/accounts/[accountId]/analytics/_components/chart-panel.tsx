"use client";
import { Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";

export interface TableData {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

interface ChartPanelProps {
  /** What it is about, in a word or two. */
  topic: string;
  /** The answer to the chart's question. */
  title: string;
  /** What is counted, in a sentence, where the title doesn't say. */
  note?: ReactNode;
  table: TableData;
  children: ReactNode;
}

/** A chart whose title is what it shows, with the same figures as a table. */
export function ChartPanel({ topic, title, note, table, children }: ChartPanelProps) {
  const t = useTranslations();
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t py-7 md:grid-cols-[11.5rem_minmax(0,1fr)] md:py-9"
    >
      <header className="flex max-w-[60ch] flex-col items-start gap-1">
        <p className="text-ink-faint text-sm">{topic}</p>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {table.rows.length > 0 && (
          <Button
            variant="quiet"
            size="sm"
            className="-ms-2.5 mt-1"
            aria-label={t(isTable ? "analytics.panel.showChartOf" : "analytics.panel.showTableOf", { topic })}
            onClick={() => setIsTable(!isTable)}
          >
            <Table2 />
            {t(isTable ? "analytics.panel.showChart" : "analytics.panel.showTable")}
          </Button>
        )}
      </header>
      <div className="flex min-w-0 flex-col gap-3">
        {isTable ? <FigureTable label={title} {...table} /> : children}
        {note && <p className="max-w-[72ch] text-ink-faint text-sm">{note}</p>}
      </div>
    </section>
  );
}

function FigureTable({ label, head, rows }: TableData & { label: string }) {
  const t = useTranslations();
  return (
    <section
      aria-label={t("analytics.panel.table", { title: label })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-control border"
    >
      <table className="w-full text-start text-sm tabular-nums [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-1.5 [&_tr]:border-line [&_tr]:border-b [&_tr:last-child]:border-b-0">
        <thead>
          <tr>
            {head.map((name, column) => (
              <th key={name} scope="col" className={column > 0 ? "text-end font-medium" : "font-medium"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row" className="font-normal">
                {name}
              </th>
              {values.map((value, column) => (
                <td key={head[column + 1]} className="text-end">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
