"use client";
import { cn } from "@/components/ui/class-names";
import { type Reader, useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { availabilityWords, durationWords } from "@/domain/words/health";
import {
  type Availability,
  type HistoryRow,
  lengthOf,
  type Stretch,
  toStretches,
} from "@/domain/words/health-timeline";
import { clockWords } from "@/domain/words/time";

const HOUR_MS = 3_600_000;
const SPAN_MS = 24 * HOUR_MS;
const MARKS = [24, 18, 12, 6, 0];

// Height as well as colour: full, half, a line, a dotted line.
const LOOKS: Record<Availability, string> = {
  up: "h-full bg-success-dot",
  returning: "h-3/5 bg-attention-dot",
  down: "h-2/5 bg-danger-dot",
  unknown: "h-px bg-outline",
};

const KINDS: readonly Availability[] = ["up", "returning", "down", "unknown"];

/** The last 24 hours as a strip, with the same in words. */
export function AvailabilityStrip({ history }: { history: readonly HistoryRow[] }) {
  const reader = useReader();
  const until = useCurrentMinute();
  // The server doesn't know the reader's clock; the room is kept.
  if (!reader.isKnown) return <div className="h-22" />;
  const from = new Date(until.getTime() - SPAN_MS);
  const stretches = toStretches(history, { from, until });
  const present = KINDS.filter((kind) => lengthOf(stretches, kind) > 0);
  return (
    <figure className="flex h-22 flex-col gap-1.5">
      <div
        role="img"
        aria-label={stripWords(stretches, reader)}
        className="flex h-8 w-full items-end gap-px overflow-hidden rounded-mark"
      >
        {stretches.map((stretch) => (
          <span
            key={stretch.from.getTime()}
            title={stretchWords(stretch, reader)}
            // Short drops are what one looks for: each keeps a width that can be seen.
            style={{ flexGrow: stretch.until.getTime() - stretch.from.getTime() }}
            className={cn("min-w-[3px] basis-0 rounded-[1px]", LOOKS[stretch.kind])}
          />
        ))}
      </div>
      <div aria-hidden="true" className="flex justify-between text-ink-faint text-xs tabular-nums">
        {MARKS.map((hours) => (
          <span key={hours}>
            {hours === 0 ? "now" : clockWords(new Date(until.getTime() - hours * HOUR_MS), reader)}
          </span>
        ))}
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
        {present.map((kind) => (
          <span key={kind} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className="flex h-3 w-2 items-end">
              <span className={cn("w-full rounded-[1px]", LOOKS[kind])} />
            </span>
            {availabilityWords(kind)} {durationWords(lengthOf(stretches, kind))}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

const stretchWords = ({ kind, from, until }: Stretch, reader: Reader) =>
  `${availabilityWords(kind)} ${clockWords(from, reader)} to ${clockWords(until, reader)}, ${durationWords(until.getTime() - from.getTime())}`;

/** Enough to know what the picture shows; the history below has everything. */
const MAX_SPOKEN = 6;

function stripWords(stretches: readonly Stretch[], reader: Reader): string {
  const gaps = stretches.filter(({ kind }) => kind === "returning" || kind === "down");
  const spoken = gaps.slice(-MAX_SPOKEN).map((gap) => stretchWords(gap, reader));
  const more = gaps.length > MAX_SPOKEN ? `, and ${gaps.length - MAX_SPOKEN} more before that` : "";
  const up = durationWords(lengthOf(stretches, "up"));
  return `Last 24 hours: connected for ${up}. ${spoken.length === 0 ? "Nothing interrupted it." : `${spoken.join("; ")}${more}.`}`;
}
