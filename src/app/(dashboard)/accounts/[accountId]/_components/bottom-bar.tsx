"use client";
import type { Route } from "next";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { DESTINATIONS } from "./navigation";
import { WaitingCount } from "./waiting-count";

/** The way around on phones. It gives its room to the composer while a conversation is open. */
export function BottomBar({ accountId }: { accountId: string }) {
  const here = useSelectedLayoutSegment();
  return (
    <nav
      aria-label="Account"
      className="grid grid-cols-4 border-t bg-sunken pb-[env(safe-area-inset-bottom)] max-md:group-has-[[data-pane=thread]]/shell:hidden md:hidden"
    >
      {DESTINATIONS.map(({ segment, label, icon: Icon }) => (
        <Link
          key={segment}
          href={`/accounts/${accountId}/${segment}` as Route}
          aria-current={here === segment ? "page" : undefined}
          className="relative flex h-14 flex-col items-center justify-center gap-1 text-ink-soft text-xs focus-visible:-outline-offset-2 aria-[current=page]:font-medium aria-[current=page]:text-accent"
        >
          <span className="relative">
            <Icon className="size-5" aria-hidden="true" />
            {segment === "inbox" && (
              <span className="-top-1.5 absolute left-3">
                <WaitingCount accountId={accountId} isCompact={false} />
              </span>
            )}
          </span>
          {label}
        </Link>
      ))}
    </nav>
  );
}
