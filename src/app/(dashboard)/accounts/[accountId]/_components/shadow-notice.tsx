"use client";
import { PencilLine } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "@/trpc/react";

/** One line above every page while the bot only drafts, so that nobody wonders why customers hear nothing. */
export function ShadowNotice({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const isOnItsPage = useSelectedLayoutSegment() === "ai";
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  // The page itself has the switch.
  if (!account.isShadowed || isOnItsPage) return null;
  const canManage = account.permissions.includes("account.manage");
  return (
    <div
      role="status"
      // On phones an open conversation says so itself, above the composer.
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 max-md:group-has-[[data-pane=thread]]/shell:hidden border-info-line border-b bg-info-surface px-4 py-2 text-info text-sm md:px-5"
    >
      <p className="flex min-w-0 flex-1 basis-56 items-start gap-2">
        <PencilLine aria-hidden="true" className="mt-px size-4 shrink-0" />
        {t("shell.shadowNotice.says")}
      </p>
      <Link
        href={`/accounts/${accountId}/ai` as Route}
        className="rounded-mark font-medium underline underline-offset-3"
      >
        {t(canManage ? "common.actions.change" : "shell.shadowNotice.meaning")}
      </Link>
    </div>
  );
}
