"use client";
import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { Suspense } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Key } from "@/components/ui/key";
import { Tooltip } from "@/components/ui/tooltip";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { useMediaQuery } from "@/components/ui/use-media-query";
import { UserMenu } from "@/components/user-menu";
import { AccountSwitcher } from "./account-switcher";
import { commandKey } from "./command/command-key";
import { openPalette } from "./command/command-keys";
import type { Destination } from "./navigation";
import type { RailWidth } from "./rail-width";
import { useDestinations } from "./use-destinations";
import { WaitingCount } from "./waiting-count";

interface RailProps {
  accountId: string;
  width: RailWidth;
  onToggle: () => void;
}

/** The way around an account. Icons alone when chosen, and always on narrow windows. */
export function Rail({ accountId, width, onToggle }: RailProps) {
  const t = useTranslations();
  const isNarrow = useMediaQuery("(max-width: 1023px)");
  const isCompact = isNarrow || width === "icons";
  const isOpen = width === "words";
  const destinations = useDestinations(accountId);
  return (
    <aside className="flex w-58 shrink-0 flex-col gap-4 border-e bg-sunken p-2.5 group-data-[rail=icons]/shell:w-14.5 max-lg:w-14.5 max-md:hidden">
      <Suspense fallback={<div className="h-12" />}>
        <AccountSwitcher accountId={accountId} isCompact={isCompact} hasSecondLine />
      </Suspense>
      <Tooltip label={t("common.actions.search")} side="right" isEnabled={isCompact}>
        <Button
          aria-keyshortcuts="Control+K Meta+K"
          onClick={openPalette}
          className="w-full justify-start! gap-2.5! px-2.5! font-normal! text-ink-soft!"
        >
          <Search />
          <span className="rail-word flex-1 text-start">{t("common.actions.search")}</span>
          <span aria-hidden="true" className="rail-word">
            <PaletteKey />
          </span>
        </Button>
      </Tooltip>
      <nav aria-label={t("shell.navigation")} className="flex flex-1 flex-col gap-0.5">
        {destinations.map((destination) => (
          <RailLink key={destination.segment} accountId={accountId} destination={destination} isCompact={isCompact} />
        ))}
      </nav>
      <div className="flex flex-col gap-0.5">
        <Suspense fallback={<div className="h-9" />}>
          <UserMenu placement="rail" />
        </Suspense>
        <Tooltip label={t(isOpen ? "shell.rail.collapse" : "shell.rail.expand")} side="right" isEnabled={isCompact}>
          <Button
            variant="quiet"
            aria-label={t(isOpen ? "shell.rail.collapseSideBar" : "shell.rail.expandSideBar")}
            onClick={onToggle}
            className="w-full justify-start! gap-2.5! px-2.5! font-normal! max-lg:hidden"
          >
            {isOpen ? <PanelLeftClose /> : <PanelLeftOpen />}
            <span className="rail-word">{t("shell.rail.collapse")}</span>
          </Button>
        </Tooltip>
      </div>
    </aside>
  );
}

/** Which key it is, only the browser knows. */
function PaletteKey() {
  return useIsHydrated() ? <Key>{commandKey()} K</Key> : null;
}

interface RailLinkProps {
  accountId: string;
  destination: Destination;
  isCompact: boolean;
}

function RailLink({ accountId, destination, isCompact }: RailLinkProps) {
  const isHere = useSelectedLayoutSegment() === destination.segment;
  const Icon = destination.icon;
  return (
    <Tooltip label={destination.label} side="right" isEnabled={isCompact}>
      <Link
        href={`/accounts/${accountId}/${destination.segment}` as Route}
        aria-current={isHere ? "page" : undefined}
        className={cn(
          "relative flex h-9 items-center gap-2.5 rounded-control px-2.5 text-ink-soft transition-colors hover:bg-hover hover:text-ink",
          "aria-[current=page]:bg-pressed/70 aria-[current=page]:font-medium aria-[current=page]:text-ink",
        )}
      >
        <Icon className="size-4 shrink-0" aria-hidden="true" />
        <span className="rail-word flex-1">{destination.label}</span>
        {destination.segment === "inbox" && <WaitingCount accountId={accountId} isCompact={isCompact} />}
      </Link>
    </Tooltip>
  );
}
