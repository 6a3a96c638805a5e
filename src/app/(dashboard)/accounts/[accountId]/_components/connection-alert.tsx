"use client";
import { CircleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { ConnectionState } from "@/domain/messaging/connection-state";
import { api } from "@/trpc/react";

/** The states in which customers wait until somebody acts; one in which the bot answers elsewhere is no danger. */
const ALERTS = { failed: { isDanger: true }, logged_out: { isDanger: true }, conflict: { isDanger: false } };

const isAlert = (state: ConnectionState | undefined): state is ConnectionState & keyof typeof ALERTS =>
  state !== undefined && Object.hasOwn(ALERTS, state);

/** One line above every page while the number is out of service and waits for somebody to act. */
export function ConnectionAlert({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const isOnItsPage = useSelectedLayoutSegment() === "connection";
  const [accounts] = api.account.list.useSuspenseQuery();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const state = accounts.find(({ id }) => id === accountId)?.connection.state;
  // The page itself says it larger.
  if (!isAlert(state) || isOnItsPage) return null;
  const canManage = account.permissions.includes("connection.manage");
  return (
    <div
      role="alert"
      className={cn(
        "flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2 text-sm md:px-5",
        ALERTS[state].isDanger
          ? "border-danger-line bg-danger-surface text-danger"
          : "border-attention-line bg-attention-surface text-attention",
      )}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <CircleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
        {t(`shell.connectionAlert.${state}.says`)}
      </p>
      <Link
        href={`/accounts/${accountId}/connection` as Route}
        className="rounded-mark font-medium underline underline-offset-3"
      >
        {t(canManage ? `shell.connectionAlert.${state}.action` : "shell.connectionAlert.see")}
      </Link>
    </div>
  );
}
