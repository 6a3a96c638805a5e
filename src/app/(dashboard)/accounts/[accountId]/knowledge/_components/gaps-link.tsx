"use client";
import { CircleHelp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { api } from "@/trpc/react";

/** The way to what the bot can't answer; takes no room while there is nothing. */
export function GapsLink({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const { data } = api.knowledge.gaps.list.useQuery({ accountId });
  if (!data || data.openCount + data.answered.length + data.dismissed.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <CircleHelp aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      {t("knowledge.gaps.open", { count: data.openCount })}
      <Link
        href={`/accounts/${accountId}/knowledge/gaps` as Route}
        className="rounded-mark font-medium text-accent underline underline-offset-3"
      >
        {t(data.openCount === 0 ? "knowledge.gaps.see" : "knowledge.gaps.answerOnce")}
      </Link>
    </p>
  );
}
