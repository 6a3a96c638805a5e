"use client";
import { useTranslations } from "next-intl";
import { Suspense, useState } from "react";
import { Optional } from "@/components/panel";
import { UserMenu } from "@/components/user-menu";
import { AccountSwitcher } from "./account-switcher";
import { BottomBar } from "./bottom-bar";
import { CommandKeys } from "./command/command-keys";
import { ConnectionAlert } from "./connection-alert";
import { LiveUpdates } from "./live-updates";
import { Rail } from "./rail";
import { type RailWidth, rememberRailWidth } from "./rail-width";
import { ShadowNotice } from "./shadow-notice";

interface AppShellProps {
  accountId: string;
  initialRail: RailWidth;
  children: React.ReactNode;
}

/** The frame around every page of an account: a rail, or on phones a bar above and one below. */
export function AppShell({ accountId, initialRail, children }: AppShellProps) {
  const t = useTranslations();
  const [rail, setRail] = useState(initialRail);
  const toggleRail = () => {
    const next = rail === "words" ? "icons" : "words";
    setRail(next);
    rememberRailWidth(next);
  };
  return (
    <div data-rail={rail} className="group/shell flex h-dvh overflow-hidden max-md:flex-col">
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 start-2 z-50 rounded-control bg-ink px-3 py-2 text-paper focus:translate-y-0"
      >
        {t("shell.skip")}
      </a>
      <header className="flex items-center gap-2 border-b bg-sunken px-2 py-1.5 max-md:group-has-[[data-pane=thread]]/shell:hidden md:hidden">
        <Suspense fallback={<div className="h-10 flex-1" />}>
          <AccountSwitcher accountId={accountId} isCompact={false} hasSecondLine={false} />
          <UserMenu placement="top" />
        </Suspense>
      </header>
      <Rail accountId={accountId} width={rail} onToggle={toggleRail} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Optional>
          <ConnectionAlert accountId={accountId} />
        </Optional>
        <Optional>
          <ShadowNotice accountId={accountId} />
        </Optional>
        <main
          id="content"
          tabIndex={-1}
          className="scroll-quiet relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none"
        >
          {children}
        </main>
      </div>
      <BottomBar accountId={accountId} />
      <LiveUpdates accountId={accountId} />
      <CommandKeys accountId={accountId} />
    </div>
  );
}
