"use client";
import { clockWords, exactTimeWords, momentWords, shortTimeWords } from "@/domain/words/time";
import { cn } from "./class-names";
import { type Reader, useCurrentMinute, useReader } from "./use-reader";

interface LocalTimeProps {
  date: Date;
  /** `clock`: 14:05. `short`: as short as stays clear for a list. `moment`: the time, with its day unless it is today. */
  as: "clock" | "short" | "moment";
  className?: string;
}

/** A time in the reader's zone, with the exact one on hover. Keeps its room until the zone is known. */
export function LocalTime({ date, as, className }: LocalTimeProps) {
  const reader = useReader();
  const now = useCurrentMinute();
  const words: Record<LocalTimeProps["as"], (at: Date, by: Reader) => string> = {
    clock: clockWords,
    short: (at, by) => shortTimeWords(at, now, by),
    moment: (at, by) => momentWords(at, now, by),
  };
  return (
    <time
      dateTime={date.toISOString()}
      title={reader.isKnown ? exactTimeWords(date, reader) : undefined}
      className={cn("whitespace-nowrap tabular-nums", !reader.isKnown && "invisible", className)}
    >
      {reader.isKnown ? words[as](date, reader) : "00:00"}
    </time>
  );
}
