"use client";
import { clockWords, exactTimeWords, shortTimeWords } from "@/domain/words/time";
import { cn } from "./class-names";
import { type Reader, useCurrentMinute, useReader } from "./use-reader";

interface LocalTimeProps {
  date: Date;
  /** `clock`: 14:05. `short`: as short as stays clear for a list. */
  as: "clock" | "short";
  className?: string;
}

/** A time in the reader's zone, with the exact one on hover. Keeps its room until the zone is known. */
export function LocalTime({ date, as, className }: LocalTimeProps) {
  const reader = useReader();
  const now = useCurrentMinute();
  const words = as === "clock" ? clockWords : (at: Date, by: Reader) => shortTimeWords(at, now, by);
  return (
    <time
      dateTime={date.toISOString()}
      title={reader.isKnown ? exactTimeWords(date, reader) : undefined}
      className={cn("whitespace-nowrap tabular-nums", !reader.isKnown && "invisible", className)}
    >
      {reader.isKnown ? words(date, reader) : "00:00"}
    </time>
  );
}
