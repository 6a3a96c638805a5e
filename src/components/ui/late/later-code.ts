"use client";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { toast } from "../toast";

/** Code that a page can be read without: it comes when somebody is about to need it. */
export interface LaterCode<Code> {
  /** Asks for it, in case it is needed; once it is here or on its way, this does nothing. */
  ask(): void;
  /** The same for somebody who waits for it. Rejects when it can't be fetched; the next call tries again. */
  need(): Promise<void>;
  /** Undefined until it has come. */
  useCode(): Code | undefined;
}

/** @param load an `import()`, so that the bundler puts what it names into a file of its own */
export function laterCode<Code>(load: () => Promise<Code>): LaterCode<Code> {
  let code: Code | undefined;
  let coming: Promise<void> | undefined;
  const waiting = new Set<() => void>();
  const subscribe = (notify: () => void) => {
    waiting.add(notify);
    return () => waiting.delete(notify);
  };
  const need = () => {
    coming ??= load().then(
      (loaded) => {
        code = loaded;
        for (const notify of waiting) notify();
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    );
    return coming;
  };
  return {
    ask: () => void need().catch(() => {}),
    need,
    useCode: () =>
      useSyncExternalStore(
        subscribe,
        () => code,
        () => undefined,
      ),
  };
}

/** Fetches code for somebody who waits for it. Where it can't be had, `giveUp` is called and they are told why. */
export function useNeededCode(): (codes: readonly LaterCode<unknown>[], giveUp: () => void) => void {
  const t = useTranslations();
  return (codes, giveUp) => {
    Promise.all(codes.map((code) => code.need())).catch(() => {
      giveUp();
      toast.error(t("common.errors.notLoaded"), { description: t("common.errors.unreachable") });
    });
  };
}
