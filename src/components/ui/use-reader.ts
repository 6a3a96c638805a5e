"use client";
import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import type { Language } from "@/domain/words/languages";
import { type KnownReader, readerOf } from "@/domain/words/reader";

export interface Reader extends KnownReader {
  /** False on the server and while the page wakes up: the zone is not the reader's yet, so times stay unseen. */
  isKnown: boolean;
}

// Not `navigator.language`, which in some browsers is no valid tag ("en-US@posix").
const readReader = (language: Language): Reader => ({
  ...readerOf(Intl.DateTimeFormat().resolvedOptions(), language),
  isKnown: true,
});

const onServer = (language: Language): Reader => ({ timeZone: "UTC", locale: language, isKnown: false });
const readers = new Map<string, Reader>();

/** One object for each, so that React sees whether something changed. */
function remembered(language: Language, isKnown: boolean): Reader {
  const key = `${language} ${isKnown}`;
  const reader = readers.get(key) ?? (isKnown ? readReader(language) : onServer(language));
  readers.set(key, reader);
  return reader;
}

const never = () => () => undefined;

/** The zone and language in which times are told to whoever reads. */
export function useReader(): Reader {
  const language = useLocale();
  return useSyncExternalStore(
    never,
    () => remembered(language, true),
    () => remembered(language, false),
  );
}

const MINUTE_MS = 60_000;
const currentMinute = () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;

const waiting = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all times of a page. */
function everyMinute(notify: () => void): () => void {
  waiting.add(notify);
  timer ??= setInterval(() => {
    for (const tell of waiting) tell();
  }, 10_000);
  return () => {
    waiting.delete(notify);
    if (waiting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The current minute's end, so that "now" never lies before what was just written. Changes once a minute. */
export const useCurrentMinute = (): Date =>
  new Date(useSyncExternalStore(everyMinute, currentMinute, () => 0) + MINUTE_MS - 1);
