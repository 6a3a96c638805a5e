"use client";
import { Optional } from "@/components/panel";
import { LocalTime } from "@/components/ui/local-time";
import { formatBytes } from "@/domain/words/document";
import { api, type RouterOutputs } from "@/trpc/react";
import { AvailabilityStrip } from "./availability-strip";
import { HistoryList } from "./history-list";
import { RestartList } from "./restart-list";
import { Screenshot } from "./screenshot";

type Health = RouterOutputs["connection"]["health"];

/** How well the connection held: the day at a glance, when something last moved, and what happened when. */
export function HealthPanel({ accountId }: { accountId: string }) {
  const [health] = api.connection.health.useSuspenseQuery({ accountId });
  if (health.history.length === 0)
    return (
      <p className="max-w-[60ch] text-ink-soft">
        Nothing to tell yet. Once the number is connected, this shows how long it held, when messages last moved, and
        what went wrong when.
      </p>
    );
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
  const { restartCount, memoryBytes, memoryMeasuredAt } = health;
  const isUp = health.history[0]?.state === "ready";
  const facts: readonly { term: string; value: React.ReactNode; note?: React.ReactNode }[] = [
    { term: "Last message in", value: <Moment date={health.lastInboundAt} /> },
    { term: "Last message out", value: <Moment date={health.lastOutboundAt} /> },
    { term: "Restarts", value: `${restartCount.day} in 24 h`, note: `${restartCount.week} in 7 days` },
    {
      term: "Browser memory",
      value: memoryBytes === null ? (isUp ? "Not measured yet" : "Not running") : formatBytes(memoryBytes),
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

const Moment = ({ date }: { date: Date | null }) =>
  date ? <LocalTime date={date} as="moment" /> : <span>None yet</span>;
