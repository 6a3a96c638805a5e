"use client";
import { durationWords } from "@/domain/words/duration";
import { useCurrentMinute, useReader } from "./use-reader";

/** How long ago something began, counted by the minute. Keeps its room until the reader's clock is known. */
export function LengthOfTime({ since }: { since: Date }) {
  const now = useCurrentMinute();
  const { isKnown, locale } = useReader();
  return (
    <span className={isKnown ? "whitespace-nowrap tabular-nums" : "invisible"}>
      {isKnown ? durationWords(now.getTime() - since.getTime(), locale) : "0 min"}
    </span>
  );
}
