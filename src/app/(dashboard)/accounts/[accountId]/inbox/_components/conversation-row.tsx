import { AlarmClock, Bot, CircleAlert, Flag, UserRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { useCurrentMinute, useReader } from "@/components/ui/use-reader";
import { contactWords, previewWords } from "@/domain/words/conversation";
import { initials } from "@/domain/words/initials";
import { comingWords } from "@/domain/words/time";
import type { ConversationItem } from "./use-conversations";
import { queryOfMoment } from "./use-inbox-address";

interface ConversationRowProps {
  accountId: string;
  conversation: ConversationItem;
  /** Of the list, which stays chosen when it is opened. */
  query: string;
  isOpen: boolean;
  /** Where it begins in the list, in pixels. */
  top: number;
}

/** A third line says that somebody waits or it was put off, and who looks after it. */
const hasThirdLine = ({ snoozedUntil, needsPersonReason, owner, assigneeName }: ConversationItem) =>
  Boolean(snoozedUntil || needsPersonReason || assigneeName) || owner === "person";

/** How tall a row is: the list knows it without drawing the row. */
export const rowHeightRem = (conversation: ConversationItem) => (hasThirdLine(conversation) ? 5.375 : 4);

/** Who wrote, what, when, and whether it needs somebody. Drawn anew when that changes, not when the list scrolls. */
export const ConversationRow = memo(function ConversationRow({
  accountId,
  conversation,
  query,
  isOpen,
  top,
}: ConversationRowProps) {
  const t = useTranslations();
  const router = useRouter();
  const path = `/accounts/${accountId}/inbox/${conversation.id}`;
  const { unreadCount } = conversation;
  const contactName = contactWords(t, conversation);
  const isUnread = unreadCount > 0;
  return (
    <li
      className="absolute inset-x-0 top-0 overflow-hidden px-2"
      style={{ height: `${rowHeightRem(conversation)}rem`, transform: `translateY(${top}px)` }}
    >
      <Link
        href={`${path}${query}` as Route}
        onNavigate={(event) => {
          // While another list is on its way, it is the one to keep.
          const asked = queryOfMoment();
          if (asked === query) return;
          event.preventDefault();
          router.push(`${path}${asked}` as Route);
        }}
        aria-current={isOpen ? "page" : undefined}
        className="flex h-full gap-3 rounded-control px-2 py-2.5 transition-colors hover:bg-hover/70 focus-visible:-outline-offset-2 aria-[current=page]:bg-accent-tint"
      >
        <Avatar initials={initials(contactName)} />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-baseline gap-2">
            <span className={cn("min-w-0 flex-1 truncate", isUnread ? "font-semibold" : "font-medium")}>
              {contactName}
            </span>
            {conversation.priority === "high" && (
              <span className="self-center text-attention">
                <Flag aria-hidden="true" className="size-3.5 fill-current" />
                <span className="sr-only">{t("inbox.urgent")}</span>
              </span>
            )}
            <LocalTime
              date={conversation.lastMessageAt}
              as="short"
              className={cn("text-xs", isUnread ? "font-medium text-ink" : "text-ink-faint")}
            />
          </span>
          <span className="flex items-center gap-2">
            <span dir="auto" className={cn("min-w-0 flex-1 truncate text-sm", isUnread ? "text-ink" : "text-ink-soft")}>
              {previewWords(t, conversation.lastMessagePreview) || t("inbox.row.noText")}
            </span>
            {isUnread && (
              <span className="flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-accent px-1.5 font-medium text-[0.6875rem] text-on-accent tabular-nums">
                {unreadCount > 99 ? "99+" : unreadCount}
                <span className="sr-only"> {t("inbox.row.unread", { count: unreadCount })}</span>
              </span>
            )}
          </span>
          <span className="flex min-w-0 items-center gap-2">
            <Attention conversation={conversation} />
            {conversation.assigneeName && (
              <span
                title={t("inbox.lookedAfterBy", { name: conversation.assigneeName })}
                className="ms-auto flex h-4.5 shrink-0 items-center rounded-full bg-pressed px-1.5 font-medium text-[0.6875rem] text-ink-soft"
              >
                <span aria-hidden="true">{initials(conversation.assigneeName)}</span>
                <span className="sr-only">{t("inbox.lookedAfterBy", { name: conversation.assigneeName })}</span>
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
});

/** One line only when there is something to say: somebody waits, or a person has it. */
function Attention({ conversation }: Pick<ConversationRowProps, "conversation">) {
  const t = useTranslations();
  if (conversation.snoozedUntil) return <Snoozed until={conversation.snoozedUntil} />;
  if (conversation.needsPersonReason)
    return (
      <span className="mt-0.5 flex items-center gap-1 font-medium text-attention text-xs">
        <CircleAlert aria-hidden="true" className="size-3" />
        {t("inbox.row.waiting")}
      </span>
    );
  if (conversation.owner === "person")
    return (
      <span className="mt-0.5 flex items-center gap-1 text-ink-faint text-xs">
        <UserRound aria-hidden="true" className="size-3" />
        {t("inbox.row.withPerson")}
      </span>
    );
  return (
    <span className="sr-only">
      <Bot aria-hidden="true" />
      {t("inbox.row.botAnswers")}
    </span>
  );
}

function Snoozed({ until }: { until: Date }) {
  const t = useTranslations();
  const reader = useReader();
  const now = useCurrentMinute();
  return (
    <span className="mt-0.5 flex items-center gap-1 text-ink-faint text-xs">
      <AlarmClock aria-hidden="true" className="size-3" />
      {reader.isKnown ? t("inbox.row.snoozedUntil", { when: comingWords(until, now, reader) }) : t("inbox.row.snoozed")}
    </span>
  );
}
