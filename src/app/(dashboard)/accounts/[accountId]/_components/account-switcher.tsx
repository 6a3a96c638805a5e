"use client";
import { ChevronsUpDown, LayoutList } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/class-names";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { StatusDot } from "@/components/ui/status-dot";
import { connectionStatus } from "@/domain/words/connection-status";
import { initials } from "@/domain/words/initials";
import { formatPhoneNumber } from "@/domain/words/phone-digits";
import { api } from "@/trpc/react";

interface AccountSwitcherProps {
  accountId: string;
  isCompact: boolean;
  /** The number under the name, or what is the matter with it. */
  hasSecondLine: boolean;
}

const NOT_CONNECTED = { state: "stopped", phoneNumber: null } as const;

/** Which number this is and whether it is connected, and the way to the others. */
export function AccountSwitcher({ accountId, isCompact, hasSecondLine }: AccountSwitcherProps) {
  const t = useTranslations();
  const [account] = api.account.get.useSuspenseQuery({ accountId });
  const [accounts] = api.account.list.useSuspenseQuery();
  const { state, phoneNumber } = accounts.find(({ id }) => id === accountId)?.connection ?? NOT_CONNECTED;
  const connection = connectionStatus(t, state);
  return (
    <Menu>
      <MenuTrigger
        className={cn(
          "flex h-11 min-w-0 items-center gap-2.5 rounded-control text-start transition-colors hover:bg-hover data-[state=open]:bg-hover max-md:flex-1",
          isCompact ? "justify-center" : "px-1.5",
        )}
      >
        <span className="sr-only">{t("shell.switcher.thisIs")}</span>
        <span className="relative">
          <Avatar initials={initials(account.name)} className="size-8! rounded-control! bg-ink! text-paper! text-xs!" />
          <StatusDot
            tone={connection.tone}
            className={cn(
              "-end-1 -bottom-1 absolute size-2.5! ring-2 ring-sunken",
              connection.tone === "idle" && "bg-sunken!",
            )}
          />
        </span>
        <span className={cn("flex min-w-0 flex-1 flex-col", isCompact && "sr-only")}>
          <span className="truncate font-medium text-sm">{account.name}</span>
          {hasSecondLine && (
            <span className="truncate text-ink-faint text-xs tabular-nums">
              {state === "ready" && phoneNumber ? (
                <bdi dir="ltr">{formatPhoneNumber(phoneNumber)}</bdi>
              ) : (
                connection.label
              )}
            </span>
          )}
        </span>
        {!isCompact && <ChevronsUpDown className="me-0.5 size-4 shrink-0 text-ink-faint" aria-hidden="true" />}
      </MenuTrigger>
      <MenuContent align="start" className="w-64">
        <MenuLabel>{t("shell.switcher.accounts")}</MenuLabel>
        {accounts.map((other) => (
          <MenuItem key={other.id} asChild>
            <Link href={`/accounts/${other.id}` as Route} aria-current={other.id === accountId ? "true" : undefined}>
              <StatusDot tone={connectionStatus(t, other.connection.state).tone} />
              <span className="min-w-0 flex-1 truncate">{other.name}</span>
              {other.waitingCount > 0 && (
                <span className="text-attention text-xs tabular-nums">
                  {t("shell.switcher.waiting", { count: other.waitingCount })}
                </span>
              )}
            </Link>
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem asChild>
          <Link href="/accounts">
            <LayoutList />
            {t("shell.switcher.all")}
          </Link>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
