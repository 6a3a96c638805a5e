"use client";
import { useLocale, useTranslations } from "next-intl";
import { Optional } from "@/components/panel";
import { LocalTime } from "@/components/ui/local-time";
import { formatBytes } from "@/domain/words/unit";
import { api, type RouterOutputs } from "@/trpc/react";
import { AvailabilityStrip } from "./availability-strip";
import { HistoryList } from "./history-list";
import { RestartList } from "./restart-list";
import { Screenshot } from "./screenshot";

type Health = RouterOutputs["connection"]["health"];

/** How well the connection held: the day at a glance, when something last moved, and what happened when. */
export function HealthPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [health] = api.connection.health.useSuspenseQuery({ accountId });
  if (health.history.length === 0) return <p className="max-w-[60ch] text-ink-soft">{t("connection.health.empty")}</p>;
  return (
    <div className="flex flex-col gap-7">
      <AvailabilityStrip history={health.history} uptime={health.uptime} />
      <Facts health={health} />
      <RestartList restarts={health.restarts} />
      <HistoryList history={health.history} />
      <Optional>
        <Screenshot accountId={accountId} />
      </Optional>
    </div>
  );
}

function Facts({ health }: { health: Health }) {
  const t = useTranslations();
  const locale = useLocale();
  const { restartCount, memoryBytes, memoryMeasuredAt } = health;
  const isUp = health.history[0]?.state === "ready";
  const facts: readonly { term: string; value: React.ReactNode; note?: React.ReactNode }[] = [
    { term: t("connection.health.lastIn"), value: <Moment date={health.lastInboundAt} /> },
    { term: t("connection.health.lastOut"), value: <Moment date={health.lastOutboundAt} /> },
    {
      term: t("connection.health.restarts"),
      value: t("connection.health.inDay", { count: restartCount.day }),
      note: t("connection.health.inWeek", { count: restartCount.week }),
    },
    {
      term: t("connection.health.memory"),
      value:
        memoryBytes === null
          ? t(isUp ? "connection.health.notMeasured" : "connection.health.notRunning")
          : formatBytes(memoryBytes, locale),
      note: memoryBytes !== null && memoryMeasuredAt && <LocalTime date={memoryMeasuredAt} as="moment" />,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 border-y py-4 sm:grid-cols-4">
      {facts.map(({ term, value, note }) => (
        <div key={term} className="flex flex-col gap-0.5">
          <dt className="text-ink-faint text-sm">{term}</dt>
          <dd className="flex flex-col tabular-nums">
            {value}
            {note && <span className="text-ink-faint text-sm">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Moment({ date }: { date: Date | null }) {
  const t = useTranslations();
  return date ? <LocalTime date={date} as="moment" /> : <span>{t("connection.health.noneYet")}</span>;
}
