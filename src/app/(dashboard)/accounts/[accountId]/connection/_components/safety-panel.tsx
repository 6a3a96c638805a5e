"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { StatusDot } from "@/components/ui/status-dot";
import { safetyAdvice, safetyWords, signalName, signalWords } from "@/domain/words/safety";
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
  const t = useTranslations();
  const [safety] = api.connection.safety.useSuspenseQuery({ accountId });
  const words = safetyWords(t, safety.level);
  const signals = safety.signals.toSorted((a, b) => b.points - a.points);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p className="flex items-center gap-2.5 font-semibold text-lg">
            <StatusDot tone={words.tone} className="size-3!" />
            {words.title}
          </p>
          <p className="text-ink-soft tabular-nums">
            {t.rich("connection.safety.score", {
              score: safety.score,
              large: (words) => <b className="font-semibold text-ink text-xl">{words}</b>,
            })}
          </p>
        </div>
        <meter aria-label={t("connection.safety.title")} min={0} max={100} value={safety.score} className="sr-only">
          {t("connection.safety.scoreOf", { score: safety.score })}
        </meter>
        <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-pressed">
          <div className={cn("h-full rounded-full", BARS[safety.level])} style={{ width: `${safety.score}%` }} />
        </div>
        <p className="max-w-[64ch] text-ink-soft">{words.detail}</p>
      </div>
      <ul aria-label={t("connection.safety.signs")} className="flex flex-col divide-y divide-line border-y">
        {signals.map((signal) => (
          <SignalRow key={signal.name} signal={signal} />
        ))}
      </ul>
      <Limits safety={safety} />
    </div>
  );
}

function SignalRow({ signal }: { signal: Safety["signals"][number] }) {
  const t = useTranslations();
  const isCounted = signal.points > 0;
  return (
    <li className="flex flex-col gap-0.5 py-2.5">
      <div className="flex items-baseline justify-between gap-4">
        <p className="font-medium">{signalName(t, signal.name)}</p>
        <p className={cn("text-sm tabular-nums", isCounted ? "font-medium text-attention" : "text-ink-faint")}>
          {isCounted
            ? t.rich("connection.safety.points", {
                points: Math.round(signal.points),
                hidden: (words) => <span className="sr-only">{words}</span>,
              })
            : t("connection.safety.fine")}
        </p>
      </div>
      <p className="max-w-[64ch] text-ink-soft text-sm">{signalWords(t, signal)}</p>
      {isCounted && <p className="max-w-[64ch] text-sm">{safetyAdvice(t, signal.name)}</p>}
    </li>
  );
}

function Limits({ safety: { limits, sentLastHour, since } }: { safety: Safety }) {
  const t = useTranslations();
  const facts: readonly [string, React.ReactNode][] = [
    [t("connection.safety.sentLastHour"), t("connection.safety.messages", { count: sentLastHour })],
    [
      t("connection.safety.maySend"),
      limits.perMinute === 0
        ? t("connection.safety.nothingForNow")
        : t("connection.safety.perMinute", { count: limits.perMinute }),
    ],
    [t("connection.safety.toNew"), t("connection.safety.perDay", { count: limits.newContactsPerDay })],
    [t("connection.safety.since"), <LocalTime key="since" date={since} as="moment" />],
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
      <p className="max-w-[64ch] text-ink-faint text-sm">{t("connection.safety.note")}</p>
    </div>
  );
}
