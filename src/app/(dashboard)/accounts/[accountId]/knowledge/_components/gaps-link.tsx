"use client";
import { CircleHelp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { api } from "@/trpc/react";

/** The way to what the bot can't answer; takes no room while there is nothing. */
export function GapsLink({ accountId }: { accountId: string }) {
  const { data } = api.knowledge.gaps.list.useQuery({ accountId });
  if (!data || data.openCount + data.answered.length + data.dismissed.length === 0) return null;
  const words =
    data.openCount === 0
      ? "No open questions of customers."
      : data.openCount === 1
        ? "1 question of customers that the bot can't answer well."
        : `${data.openCount.toLocaleString("en")} questions of customers that the bot can't answer well.`;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <CircleHelp aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      {words}
      <Link
        href={`/accounts/${accountId}/knowledge/gaps` as Route}
        className="rounded-mark font-medium text-accent underline underline-offset-3"
      >
        {data.openCount === 0 ? "See knowledge gaps" : "Answer once for all"}
      </Link>
    </p>
  );
}
