"use client";
import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConnectionStatus } from "@/components/connection-status";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { initials } from "@/domain/words/initials";
import { formatPhoneNumber } from "@/domain/words/phone-digits";
import { api, type RouterOutputs } from "@/trpc/react";
import { NewAccountButton } from "./new-account-button";

const REFRESH_MS = 10_000;

export function AccountList() {
  const t = useTranslations();
  // There is no stream over all accounts; this keeps states and counts no older than this.
  const [accounts] = api.account.list.useSuspenseQuery(undefined, { refetchInterval: REFRESH_MS });
  const isEmpty = accounts.length === 0;
  return (
    <>
      <PageHeader
        title={t("accounts.title")}
        description={t("accounts.description")}
        action={isEmpty ? undefined : <NewAccountButton />}
      />
      {isEmpty ? (
        <EmptyState
          className="rounded-card border border-dashed border-outline/50"
          title={t("accounts.list.emptyTitle")}
          description={t("accounts.list.emptyDescription")}
          action={<NewAccountButton />}
        />
      ) : (
        <ul aria-label={t("accounts.title")} className="-mx-2 flex flex-col divide-y divide-line border-y md:-mx-4">
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </ul>
      )}
    </>
  );
}

function AccountRow({ account }: { account: RouterOutputs["account"]["list"][number] }) {
  const t = useTranslations();
  const { phoneNumber, state } = account.connection;
  return (
    <li>
      <Link
        href={`/accounts/${account.id}` as Route}
        className="group grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1 px-2 py-4 transition-colors hover:bg-hover/60 focus-visible:-outline-offset-2 md:grid-cols-[auto_1fr_11rem_7rem_7rem_auto] md:px-4"
      >
        <Avatar initials={initials(account.name)} className="rounded-card! bg-accent-tint! text-accent!" />
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-medium">{account.name}</span>
          <span className="truncate text-ink-faint text-sm tabular-nums">
            {phoneNumber ? <bdi dir="ltr">{formatPhoneNumber(phoneNumber)}</bdi> : t("accounts.list.noNumber")}
          </span>
        </span>
        <ConnectionStatus state={state} className="text-ink-soft text-sm max-md:col-start-2" />
        <span className="text-ink-soft text-sm max-md:hidden">
          {t("accounts.list.documents", { count: account.documentCount })}
        </span>
        <span className="max-md:col-start-3 max-md:row-start-1">
          {account.waitingCount > 0 ? (
            <Badge tone="attention">{t("accounts.list.waiting", { count: account.waitingCount })}</Badge>
          ) : (
            <span className="text-ink-faint text-sm max-md:hidden">{t("accounts.list.noneWaiting")}</span>
          )}
        </span>
        <ChevronRight
          aria-hidden="true"
          className="size-4 text-ink-faint transition-transform group-hover:translate-x-0.5 rtl:group-hover:-translate-x-0.5 max-md:hidden"
        />
      </Link>
    </li>
  );
}
