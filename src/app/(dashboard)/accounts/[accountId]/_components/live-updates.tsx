"use client";
import { useTranslations } from "next-intl";
import { useLiveAccount } from "./use-live-account";

/** Keeps the pages of an account current, and says so quietly when it can't. */
export function LiveUpdates({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const { isInterrupted } = useLiveAccount(accountId);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-3 z-30 flex justify-center">
      {isInterrupted && (
        <p className="fade-in-0 flex animate-in items-center gap-2 rounded-full border bg-surface px-3 py-1 text-ink-soft text-sm shadow-float">
          <span aria-hidden="true" className="size-1.5 animate-breathe rounded-full bg-attention-dot" />
          {t("shell.reconnecting")}
        </p>
      )}
    </div>
  );
}
