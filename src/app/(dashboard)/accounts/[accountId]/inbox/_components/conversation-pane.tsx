"use client";
import { keepPreviousData } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams, useSelectedLayoutSegment } from "next/navigation";
import { startTransition, useOptimistic, useRef, useState } from "react";
import { ErrorView } from "@/components/error-view";
import { cn } from "@/components/ui/class-names";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { api } from "@/trpc/react";
import { ConversationRow } from "./conversation-row";
import { ListSkeleton } from "./list-skeleton";
import { SearchResults } from "./message-search";
import { SearchField } from "./search-field";
import { useSettled } from "./use-settled";

const FILTERS = ["all", "waiting", "mine", "unassigned", "person", "snoozed", "closed"] as const;
export type InboxFilter = (typeof FILTERS)[number];

const readFilter = (value: string | null): InboxFilter => FILTERS.find((filter) => filter === value) ?? "all";

/** So long nothing more must be typed before it is looked for. */
const TYPING_MS = 300;

/** The conversations of an account, newest first. On phones it gives way to an open conversation. */
export function ConversationPane({ accountId }: { accountId: string }) {
  const router = useRouter();
  const pathname = usePathname();
  const openId = useSelectedLayoutSegment();
  // Shown at once: whoever opens a conversation right after choosing keeps what they chose.
  const [filter, showFilter] = useOptimistic(readFilter(useSearchParams().get("filter")));
  const [typed, setTyped] = useState("");
  const query = useSettled(typed.trim(), TYPING_MS);
  const field = useRef<HTMLInputElement>(null);
  const isHydrated = useIsHydrated();
  const conversations = api.conversation.list.useQuery({ accountId, filter }, { placeholderData: keepPreviousData });
  const accounts = api.account.list.useQuery();
  const waitingCount = isHydrated ? accounts.data?.find(({ id }) => id === accountId)?.waitingCount : undefined;

  const changeFilter = (next: InboxFilter) =>
    startTransition(() => {
      showFilter(next);
      router.replace(`${pathname}${next === "all" ? "" : `?filter=${next}`}` as Parameters<typeof router.replace>[0]);
    });

  return (
    <section
      aria-label="Conversations"
      className={cn("flex w-full shrink-0 flex-col md:w-80 md:border-r", openId && "max-md:hidden")}
    >
      <div className="flex flex-col gap-3 border-b px-4 pt-4 pb-3">
        {/* With a conversation open, that is what the page is about. */}
        {openId ? (
          <p className="font-semibold text-xl tracking-[-0.012em]">Inbox</p>
        ) : (
          <h1 className="font-semibold text-xl tracking-[-0.012em]">Inbox</h1>
        )}
        <SearchField field={field} value={typed} onChange={setTyped} />
        <SegmentedControl
          label="Show"
          value={filter}
          onChange={changeFilter}
          options={[
            { value: "all", label: "All" },
            { value: "waiting", label: "Waiting", count: waitingCount },
            { value: "mine", label: "Mine" },
            { value: "unassigned", label: "Unassigned" },
            { value: "person", label: "Taken over" },
            { value: "snoozed", label: "Snoozed" },
            { value: "closed", label: "Closed" },
          ]}
          className="grid grid-cols-3"
        />
      </div>
      {typed.trim() !== "" && query !== "" ? (
        <SearchResults
          accountId={accountId}
          query={query}
          filter={filter === "all" ? "" : filter}
          onLeave={() => field.current?.focus()}
        />
      ) : isHydrated && conversations.data ? (
        <ul aria-label="Conversations" className="scroll-quiet min-h-0 flex-1 overflow-y-auto py-1">
          {conversations.data.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              accountId={accountId}
              conversation={conversation}
              filter={filter}
              isOpen={conversation.id === openId}
            />
          ))}
          {conversations.data.length === 0 && <NothingHere filter={filter} />}
        </ul>
      ) : isHydrated && conversations.error ? (
        <ErrorView error={conversations.error} retry={() => void conversations.refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </section>
  );
}

const EMPTY_WORDS: Record<InboxFilter, { title: string; detail: string }> = {
  all: { title: "No conversations yet", detail: "They appear here the moment a customer writes." },
  waiting: { title: "Nobody is waiting", detail: "When the bot hands over, the customer shows up here." },
  mine: { title: "Nothing is yours", detail: "Conversations that you look after show up here." },
  unassigned: { title: "Everything has somebody", detail: "Conversations that nobody looks after show up here." },
  snoozed: { title: "Nothing is snoozed", detail: "Conversations that are put off stay here until their time comes." },
  closed: {
    title: "Nothing is closed",
    detail: "Conversations that were closed stay here until the customer writes again.",
  },
  person: { title: "The bot answers everywhere", detail: "Conversations that a person has taken over show up here." },
};

function NothingHere({ filter }: { filter: InboxFilter }) {
  const { title, detail } = EMPTY_WORDS[filter];
  return (
    <li className="flex flex-col gap-1 px-6 py-12 text-center">
      <p className="font-medium">{title}</p>
      <p className="text-ink-soft text-sm">{detail}</p>
    </li>
  );
}
