"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { type Reader, useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { durationWords } from "@/domain/words/duration";
import { availabilityWords, type Uptime, uptimeSentence } from "@/domain/words/health";
import {
  type Availability,
  type HistoryRow,
  lengthOf,
  type Stretch,
  stretchesWithin,
  toStretches,
} from "@/domain/words/health-timeline";
import { clockWords } from "@/domain/words/time";
import type { Translate } from "@/domain/words/translate";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SPAN_MS = 24 * HOUR_MS;
const CELL_MS = 20 * MINUTE_MS;
/** What was over sooner (the states a link goes through) would only be noise. */
const SHORTEST_SHOWN_MS = 1000;
const MARKS = [24, 18, 12, 6, 0];

const COLOURS: Record<Availability, string> = {
  up: "bg-success-dot",
  returning: "bg-attention-dot",
  down: "bg-danger-dot",
  unknown: "bg-outline",
};

const KINDS: readonly Availability[] = ["up", "returning", "down", "unknown"];

interface AvailabilityStripProps {
  history: readonly HistoryRow[];
  uptime: Uptime;
}

/** How well it held, and the last 24 hours as a strip, with the same in words. */
export function AvailabilityStrip({ history, uptime }: AvailabilityStripProps) {
  const t = useTranslations();
  const reader = useReader();
  const until = useCurrentMinute();
  // The server doesn't know the reader's clock; the room is kept.
  if (!reader.isKnown) return <div className="h-30" />;
  const from = new Date(until.getTime() - SPAN_MS);
  const stretches = toStretches(history, { from, until });
  const present = KINDS.filter((kind) => lengthOf(stretches, kind) >= SHORTEST_SHOWN_MS);
  return (
    <figure className="flex min-h-30 flex-col gap-1.5">
      <p className="mb-1.5 font-medium">{uptimeSentence(t, uptime, SPAN_MS - lengthOf(stretches, "unknown"))}</p>
      <div role="img" aria-label={stripWords(t, stretches, reader)} className="flex h-8 w-full gap-px sm:gap-0.5">
        {Array.from({ length: SPAN_MS / CELL_MS }, (_, index) => {
          const start = new Date(from.getTime() + index * CELL_MS);
          const end = new Date(start.getTime() + CELL_MS);
          return <Cell key={start.getTime()} stretches={stretchesWithin(stretches, start, end)} reader={reader} />;
        })}
      </div>
      <div aria-hidden="true" className="flex justify-between text-ink-faint text-xs tabular-nums">
        {MARKS.map((hours) => (
          <span key={hours}>
            {hours === 0 ? t("connection.health.now") : clockWords(new Date(until.getTime() - hours * HOUR_MS), reader)}
          </span>
        ))}
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
        {present.map((kind) => (
          <span key={kind} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className={cn("size-2 rounded-[2px]", COLOURS[kind])} />
            {availabilityWords(t, kind)} {durationWords(lengthOf(stretches, kind), reader.locale)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** Some minutes: as high as the share in which it was connected, with a foot that says what the rest was. */
function Cell({ stretches, reader }: { stretches: readonly Stretch[]; reader: Reader }) {
  const t = useTranslations();
  const share = lengthOf(stretches, "up") / CELL_MS;
  const trouble = (["down", "returning", "unknown"] as const).find(
    (kind) => lengthOf(stretches, kind) >= SHORTEST_SHOWN_MS,
  );
  return (
    <span
      title={stretches.map((stretch) => stretchWords(t, stretch, reader)).join("\n")}
      className="flex h-full min-w-0 flex-1 flex-col justify-end gap-px"
    >
      {share > 0 && (
        <span style={{ height: `${share * 100}%` }} className={cn("min-h-0.5 shrink rounded-[1px]", COLOURS.up)} />
      )}
      {trouble && (
        <span className={cn("shrink-0 rounded-[1px]", COLOURS[trouble], trouble === "unknown" ? "h-px" : "h-1.5")} />
      )}
    </span>
  );
}

const stretchWords = (t: Translate, { kind, from, until }: Stretch, reader: Reader): string =>
  t("connection.health.stretch", {
    kind: availabilityWords(t, kind),
    from: clockWords(from, reader),
    until: clockWords(until, reader),
    duration: durationWords(until.getTime() - from.getTime(), reader.locale),
  });

/** Enough to know what the picture shows; the history below has everything. */
const MAX_SPOKEN = 6;

function stripWords(t: Translate, stretches: readonly Stretch[], reader: Reader): string {
  const gaps = stretches.filter(({ kind }) => kind === "returning" || kind === "down");
  const up = durationWords(lengthOf(stretches, "up"), reader.locale);
  if (gaps.length === 0) return t("connection.health.dayWithoutGaps", { up });
  const spoken = gaps
    .slice(-MAX_SPOKEN)
    .map((gap) => stretchWords(t, gap, reader))
    .join(t("connection.health.semicolon"));
  const count = gaps.length - MAX_SPOKEN;
  return count > 0
    ? t("connection.health.dayWithManyGaps", { up, gaps: spoken, count })
    : t("connection.health.dayWithGaps", { up, gaps: spoken });
}
