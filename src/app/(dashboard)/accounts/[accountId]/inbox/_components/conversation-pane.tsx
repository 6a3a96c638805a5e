"use client";
import { usePathname, useRouter, useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useCallback, useDeferredValue, useOptimistic, useRef, useState } from "react";
import { PanelBoundary } from "@/components/panel";
import { cn } from "@/components/ui/class-names";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";
import { ConversationList } from "./conversation-list";
import { type InboxFilter, readFilter } from "./inbox-filter";
import { SearchResults } from "./message-search";
import { SearchField } from "./search-field";

/** The conversations of an account, newest first. On phones it gives way to an open conversation. */
export function ConversationPane({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const router = useRouter();
  const pathname = usePathname();
  const openId = useSelectedLayoutSegment();
  // Shown at once: whoever opens a conversation right after choosing keeps what they chose.
  const [filter, showFilter] = useOptimistic(readFilter(useSearchParams().get("filter")));
  // Which button is pressed is drawn before a long list is.
  const listed = useDeferredValue(filter);
  const [query, setQuery] = useState("");
  // Rows by the dozen come or go with it: the field shows what is typed before they do.
  const search = useCallback((next: string) => startTransition(() => setQuery(next)), []);
  const field = useRef<HTMLInputElement>(null);
  const isHydrated = useIsHydrated();
  const accounts = api.account.list.useQuery();
  const waitingCount = isHydrated ? accounts.data?.find(({ id }) => id === accountId)?.waitingCount : undefined;

  const changeFilter = (next: InboxFilter) =>
    startTransition(() => {
      showFilter(next);
      router.replace(`${pathname}${next === "all" ? "" : `?filter=${next}`}` as Parameters<typeof router.replace>[0]);
    });

  return (
    <section
      aria-label={t("inbox.pane.label")}
      className={cn("flex w-full shrink-0 flex-col md:w-80 md:border-e", openId && "max-md:hidden")}
    >
      <div className="flex flex-col gap-3 border-b px-4 pt-4 pb-3">
        {/* With a conversation open, that is what the page is about. */}
        {openId ? (
          <p className="font-semibold text-xl tracking-[-0.012em]">{t("inbox.title")}</p>
        ) : (
          <h1 className="font-semibold text-xl tracking-[-0.012em]">{t("inbox.title")}</h1>
        )}
        <SearchField field={field} onSearch={search} />
        <SegmentedControl
          label={t("inbox.pane.show")}
          value={filter}
          onChange={changeFilter}
          options={[
            { value: "all", label: t("inbox.pane.all") },
            { value: "waiting", label: t("inbox.pane.waiting"), count: waitingCount },
            { value: "mine", label: t("inbox.pane.mine") },
            { value: "unassigned", label: t("inbox.pane.unassigned") },
            { value: "person", label: t("inbox.pane.person") },
            { value: "snoozed", label: t("inbox.pane.snoozed") },
            { value: "closed", label: t("inbox.pane.closed") },
          ]}
          className="flex-wrap *:basis-auto"
        />
      </div>
      {query !== "" ? (
        <SearchResults
          accountId={accountId}
          query={query}
          filter={filter === "all" ? "" : filter}
          onLeave={() => field.current?.focus()}
        />
      ) : (
        <PanelBoundary subject={filter}>
          <ConversationList accountId={accountId} filter={listed} chosen={filter} openId={openId} />
        </PanelBoundary>
      )}
    </section>
  );
}
