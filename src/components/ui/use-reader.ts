"use client";
import { useSyncExternalStore } from "react";

export interface Reader {
  timeZone: string;
  locale: string;
  /** False on the server and while the page wakes up: the zone is not the reader's yet, so times stay unseen. */
  isKnown: boolean;
}

/**
 * The interface speaks English, so dates do too: the reader's own kind of it, else the one with a 24-hour clock. Not
 * `navigator.language`, which in some browsers is no valid tag ("en-US@posix").
 */
function readReader(): Reader {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, locale: locale.startsWith("en") ? locale : "en-GB", isKnown: true };
}

const ON_SERVER: Reader = { timeZone: "UTC", locale: "en", isKnown: false };
let inBrowser: Reader | undefined;

const never = () => () => undefined;

/** The zone and language in which times are told to whoever reads. */
export const useReader = (): Reader =>
  useSyncExternalStore(
    never,
    () => {
      inBrowser ??= readReader();
      return inBrowser;
    },
    () => ON_SERVER,
  );

const MINUTE_MS = 60_000;
const currentMinute = () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;

function everyMinute(notify: () => void): () => void {
  const timer = setInterval(notify, 10_000);
  return () => clearInterval(timer);
}

/** The current minute's end, so that "now" never lies before what was just written. Changes once a minute. */
export const useCurrentMinute = (): Date =>
  new Date(useSyncExternalStore(everyMinute, currentMinute, () => 0) + MINUTE_MS - 1);
