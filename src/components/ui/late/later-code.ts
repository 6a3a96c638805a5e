"use client";
import { useSyncExternalStore } from "react";

/** Code that a page can be read without: it comes when somebody is about to need it. */
export interface LaterCode<Code> {
  /** Asks for it; once it is here or on its way, this does nothing. What could not be fetched is asked for again. */
  ask(): void;
  /** Undefined until it has come. */
  useCode(): Code | undefined;
}

/** @param load an `import()`, so that the bundler puts what it names into a file of its own */
export function laterCode<Code>(load: () => Promise<Code>): LaterCode<Code> {
  let code: Code | undefined;
  let isOnItsWay = false;
  const waiting = new Set<() => void>();
  const subscribe = (notify: () => void) => {
    waiting.add(notify);
    return () => waiting.delete(notify);
  };
  return {
    ask() {
      if (code || isOnItsWay) return;
      isOnItsWay = true;
      load()
        .then((loaded) => {
          code = loaded;
          for (const notify of waiting) notify();
        })
        .catch(() => {})
        .finally(() => {
          isOnItsWay = false;
        });
    },
    useCode: () =>
      useSyncExternalStore(
        subscribe,
        () => code,
        () => undefined,
      ),
  };
}
