"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * False on the server and while the page wakes up. For what is drawn from a query that doesn't suspend: it was pending on
 * the server, and its answer may have come with the page, so without this the first drawing wouldn't match.
 */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
