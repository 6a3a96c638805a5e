"use client";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { StatusDot } from "@/components/ui/status-dot";
import { countWords } from "@/domain/words/document";
import { safetyAdvice, safetyWords } from "@/domain/words/safety";
import { api, type RouterOutputs } from "@/trpc/react";

type Safety = RouterOutputs["connection"]["safety"];

const BARS: Record<Safety["level"], string> = {
  good: "bg-success-dot",
  watch: "bg-attention-dot",
  slowed: "bg-attention-dot",
  paused: "bg-danger-dot",
};

/** How likely WhatsApp is to take the number for a machine, what speaks for it, and what Parley does about it. */
export function SafetyPanel({ accountId }: { accountId: string }) {
  const [safety] = api.connection.safety.useSuspenseQuery({ accountId });
  const words = safetyWords(safety.level);
  const signals = safety.signals.toSorted((a, b) => b.points - a.points);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p className="flex items-center gap-2.5 font-semibold text-lg">
            <StatusDot tone={words.tone} className="size-3" />
            {words.title}
          </p>
          <p className="text-ink-soft tabular-nums">
            <b className="font-semibold text-ink text-xl">{safety.score}</b> of 100
          </p>
        </div>
        <meter aria-label="Number safety" min={0} max={100} value={safety.score} className="sr-only">
          {safety.score} of 100
        </meter>
        <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-pressed">
          <div className={cn("h-full rounded-full", BARS[safety.level])} style={{ width: `${safety.score}%` }} />
        </div>
        <p className="max-w-[64ch] text-ink-soft">{words.detail}</p>
      </div>
      <ul aria-label="Signs" className="flex flex-col divide-y divide-line border-y">
        {signals.map((signal) => (
          <SignalRow key={signal.name} signal={signal} />
        ))}
      </ul>
      <Limits safety={safety} />
    </div>
  );
}

function SignalRow({ signal }: { signal: Safety["signals"][number] }) {
  const isCounted = signal.points > 0;
  return (
    <li className="flex flex-col gap-0.5 py-2.5">
      <div className="flex items-baseline justify-between gap-4">
        <p className="font-medium">{signal.name}</p>
        <p className={cn("text-sm tabular-nums", isCounted ? "font-medium text-attention" : "text-ink-faint")}>
          {isCounted ? `−${Math.round(signal.points)}` : "Fine"}
          {isCounted && <span className="sr-only"> points</span>}
        </p>
      </div>
      <p className="max-w-[64ch] text-ink-soft text-sm">{signal.words}</p>
      {isCounted && <p className="max-w-[64ch] text-sm">{safetyAdvice(signal.name)}</p>}
    </li>
  );
}

function Limits({ safety: { limits, sentLastHour, since } }: { safety: Safety }) {
  const facts: readonly [string, React.ReactNode][] = [
    ["Sent in the last hour", countWords(sentLastHour, "message")],
    ["The bot may send", limits.perMinute === 0 ? "Nothing for now" : `${limits.perMinute} a minute`],
    ["To new customers", `${limits.newContactsPerDay.toLocaleString("en")} a day`],
    ["At this level since", <LocalTime key="since" date={since} as="moment" />],
  ];
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
        {facts.map(([term, value]) => (
          <div key={term} className="flex flex-col gap-0.5">
            <dt className="text-ink-faint text-sm">{term}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-[64ch] text-ink-faint text-sm">
        The limits are the bot's; what people of your team write is never held back. A number that was linked lately
        begins small and is allowed more every week.
      </p>
    </div>
  );
}
