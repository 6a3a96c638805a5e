"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useDeferredValue, useRef } from "react";
import { ErrorView } from "@/components/error-view";
import { Avatar } from "@/components/ui/avatar";
import { LocalTime } from "@/components/ui/local-time";
import { SkeletonGroup } from "@/components/ui/skeleton";
import type { MessageAuthor } from "@/domain/messaging/message";
import { contactWords } from "@/domain/words/conversation";
import { initials } from "@/domain/words/initials";
import type { MessageKey } from "@/domain/words/translate";
import { api, type RouterOutputs } from "@/trpc/react";
import { RowSkeletons } from "./list-skeleton";

type Found = RouterOutputs["conversation"]["search"];

interface SearchResultsProps {
  accountId: string;
  query: string;
  /** Of the list, kept when a result is opened. */
  listQuery: string;
  /** The list shows a part of the conversations; what is looked for is looked for in all of them. */
  isListNarrowed: boolean;
  /** Back from the first result. */
  onLeave: () => void;
}

/** What was found: people by their name or number, messages by their words. Arrows go through it, Enter opens. */
export function SearchResults({ accountId, query, listQuery, isListNarrowed, onLeave }: SearchResultsProps) {
  const t = useTranslations();
  const results = useRef<HTMLDivElement>(null);
  const search = api.conversation.search.useQuery({ accountId, query }, { staleTime: 10_000 });
  // Many rows: whoever types on isn't kept waiting while they are drawn.
  const found = useDeferredValue(search.data);
  if (search.error) return <ErrorView error={search.error} retry={() => void search.refetch()} />;
  if (!found || !search.data)
    return (
      <SkeletonGroup label={t("inbox.search.searching")} className="flex flex-col gap-1 p-3">
        <RowSkeletons />
      </SkeletonGroup>
    );
  const { people, messages } = found;
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const links = [...(results.current?.querySelectorAll("a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    if (at + step < 0) onLeave();
    else links[at + step]?.focus();
  };
  const everywhere = isListNarrowed && (
    <p className="px-2 pt-1 text-ink-soft text-sm">{t("inbox.search.everywhere")}</p>
  );
  if (people.length + messages.length === 0)
    return (
      <div role="status" className="flex flex-col gap-1 px-6 py-12 text-center">
        <p className="font-medium">{t("inbox.search.nothing")}</p>
        <p className="text-ink-soft text-sm">{t("inbox.search.nothingDetail")}</p>
        {everywhere}
      </div>
    );
  const href = (conversationId: string, messageId?: string) => {
    const params = new URLSearchParams(listQuery);
    if (messageId) params.set("message", messageId);
    return `/accounts/${accountId}/inbox/${conversationId}${params.size > 0 ? `?${params}` : ""}` as Route;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links in it are what is worked with; arrows lead through them
    <div
      ref={results}
      data-results
      onKeyDown={move}
      className="scroll-quiet flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto px-2 py-2"
    >
      {everywhere}
      <p role="status" className="sr-only">
        {t("inbox.search.found", { count: people.length + messages.length })}
      </p>
      {people.length > 0 && (
        <>
          <Heading>{t("inbox.search.people")}</Heading>
          <ul aria-label={t("inbox.search.peopleFound")}>
            {people.map((person) => (
              <li key={person.conversationId}>
                <PersonLink person={person} href={href(person.conversationId)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {messages.length > 0 && (
        <>
          <Heading>
            {messages.length === 50 ? t("inbox.search.newest", { count: messages.length }) : t("inbox.search.messages")}
          </Heading>
          <ul aria-label={t("inbox.search.messagesFound")}>
            {messages.map((message) => (
              <li key={message.messageId}>
                <MessageLink message={message} href={href(message.conversationId, message.messageId)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const Heading = ({ children }: { children: React.ReactNode }) => (
  <h2 className="px-2 pt-1 font-medium text-ink-soft text-xs">{children}</h2>
);

const row =
  "flex gap-3 rounded-control px-2 py-2.5 transition-colors hover:bg-hover/70 focus-visible:-outline-offset-2 focus-visible:bg-hover/70";

function PersonLink({ person, href }: { person: Found["people"][number]; href: Route }) {
  const t = useTranslations();
  const name = contactWords(t, person);
  return (
    <Link href={href} className={row}>
      <Avatar initials={initials(name)} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span dir="auto" className="truncate font-medium">
          {name}
        </span>
        {person.phoneNumber && (
          <span dir="ltr" className="w-fit text-ink-soft text-sm tabular-nums">
            +{person.phoneNumber}
          </span>
        )}
      </span>
    </Link>
  );
}

function MessageLink({ message, href }: { message: Found["messages"][number]; href: Route }) {
  const t = useTranslations();
  return (
    <Link href={href} className={row}>
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
            {contactWords(t, message)}
          </span>
          <LocalTime date={message.sentAt} as="short" className="text-ink-faint text-xs" />
        </span>
        <span dir="auto" className="line-clamp-2 break-words text-ink-soft text-sm">
          {message.author !== "customer" && <span className="text-ink-faint">{t(WRITERS[message.author])}: </span>}
          {message.excerpt.map((part, index) =>
            part.isMatch ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in their order
              <mark key={index} className="rounded-mark bg-attention-surface px-0.5 text-ink">
                {part.text}
              </mark>
            ) : (
              part.text
            ),
          )}
        </span>
      </span>
    </Link>
  );
}

const WRITERS = {
  customer: "inbox.writers.customer",
  bot: "inbox.writers.bot",
  person: "inbox.writers.team",
  phone: "inbox.writers.phone",
  system: "inbox.writers.system",
} as const satisfies Record<MessageAuthor, MessageKey>;
