"use client";
import { CircleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { api } from "@/trpc/react";

interface AlertWords {
  says: string;
  /** What somebody who may manage the connection does about it. */
  action: string;
  isDanger: boolean;
}

const WORDS: Partial<Record<ConnectionState, AlertWords>> = {
  failed: { says: "WhatsApp can't be reached, so customers get no answers.", action: "See what to do", isDanger: true },
  logged_out: { says: "The phone is unlinked, so customers get no answers.", action: "Link it again", isDanger: true },
  conflict: {
    says: "WhatsApp is in use elsewhere, so customers get no answers here.",
    action: "Use it here",
    isDanger: false,
  },
};

/** One line above every page while the number is out of service and waits for somebody to act. */
export function ConnectionAlert({ accountId }: { accountId: string }) {
  const isOnItsPage = useSelectedLayoutSegment() === "connection";
  const [accounts] = api.account.list.useSuspenseQuery();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const state = accounts.find(({ id }) => id === accountId)?.connection.state;
  const words = state && WORDS[state];
  // The page itself says it larger.
  if (!words || isOnItsPage) return null;
  const canManage = account.permissions.includes("connection.manage");
  return (
    <div
      role="alert"
      className={cn(
        "flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 text-sm md:px-5",
        words.isDanger
          ? "border-danger-line bg-danger-surface text-danger"
          : "border-attention-line bg-attention-surface text-attention",
      )}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <CircleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
        {words.says}
      </p>
      <Link
        href={`/accounts/${accountId}/connection` as Route}
        className="rounded-mark font-medium underline underline-offset-3"
      >
        {canManage ? words.action : "See the connection"}
      </Link>
    </div>
  );
}
