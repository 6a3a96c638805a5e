"use client";
import { Ellipsis } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { BAR_SIZE, type Destination } from "./navigation";
import { useDestinations } from "./use-destinations";
import { WaitingCount } from "./waiting-count";

const slot =
  "relative flex h-14 w-full flex-col items-center justify-center gap-1 text-ink-soft text-xs focus-visible:-outline-offset-2 aria-[current=page]:font-medium aria-[current=page]:text-accent";

/** The way around on phones. It gives its room to the composer while a conversation is open. */
export function BottomBar({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const here = useSelectedLayoutSegment();
  const destinations = useDestinations(accountId);
  const inBar = destinations.filter(({ isForMore }) => !isForMore).slice(0, BAR_SIZE);
  return (
    <nav
      aria-label={t("shell.navigation")}
      className="grid grid-cols-5 border-t bg-sunken pb-[env(safe-area-inset-bottom)] max-md:group-has-[[data-pane=thread]]/shell:hidden md:hidden"
    >
      {inBar.map(({ segment, label, icon: Icon }) => (
        <Link
          key={segment}
          href={`/accounts/${accountId}/${segment}` as Route}
          aria-current={here === segment ? "page" : undefined}
          className={slot}
        >
          <span className="relative">
            <Icon className="size-5" aria-hidden="true" />
            {segment === "inbox" && (
              <span className="-top-1.5 absolute start-3">
                <WaitingCount accountId={accountId} isCompact={false} />
              </span>
            )}
          </span>
          {label}
        </Link>
      ))}
      <More accountId={accountId} destinations={destinations.filter((one) => !inBar.includes(one))} here={here} />
    </nav>
  );
}

interface MoreProps {
  accountId: string;
  destinations: readonly Destination[];
  here: string | null;
}

/** What has no place in the bar. */
function More({ accountId, destinations, here }: MoreProps) {
  const t = useTranslations();
  const isHere = destinations.some(({ segment }) => segment === here);
  return (
    <Menu>
      <MenuTrigger aria-current={isHere ? "page" : undefined} className={slot}>
        <Ellipsis className="size-5" aria-hidden="true" />
        {t("common.actions.more")}
      </MenuTrigger>
      <MenuContent align="end" side="top">
        {destinations.map(({ segment, label, icon: Icon }) => (
          <MenuItem key={segment} asChild>
            <Link
              href={`/accounts/${accountId}/${segment}` as Route}
              aria-current={here === segment ? "page" : undefined}
            >
              <Icon />
              {label}
            </Link>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
