"use client";
import { ArrowLeft, CircleAlert, PanelRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { inboxQuery, readInboxAddress } from "@/domain/messaging/inbox-filters";
import { contactWords } from "@/domain/words/conversation";
import { initials } from "@/domain/words/initials";
import { formatPhoneNumber } from "@/domain/words/phone-digits";
import { Told } from "@/i18n/told";
import type { RouterOutputs } from "@/trpc/react";
import { HandlingMenu } from "./handling-menu";
import { HandoverBrief } from "./handover-brief";
import { needsBrief } from "./needs-brief";
import { SnoozeMenu } from "./snooze-menu";
import { SnoozedLine } from "./snoozed-line";

export type Conversation = RouterOutputs["conversation"]["get"];

interface ThreadHeaderProps {
  accountId: string;
  conversation: Conversation;
  canReply: boolean;
  onDetails: () => void;
}

/** Whose conversation this is, and, when a person is needed, why. */
export function ThreadHeader({ accountId, conversation, canReply, onDetails }: ThreadHeaderProps) {
  const t = useTranslations();
  const listQuery = inboxQuery(readInboxAddress(useSearchParams()));
  const name = contactWords(t, conversation);
  return (
    <>
      <header className="@container flex h-15 shrink-0 items-center gap-3 border-b px-3 md:px-5">
        <Button asChild variant="quiet" size="icon" className="-ms-1 md:hidden">
          <Link href={`/accounts/${accountId}/inbox${listQuery}` as Route} aria-label={t("inbox.header.back")}>
            <ArrowLeft className="rtl:-scale-x-100" />
          </Link>
        </Button>
        <Avatar initials={initials(name)} />
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="flex min-w-0 items-center gap-2">
            <h1 dir="auto" className="truncate font-semibold">
              {name}
            </h1>
            {conversation.isGroup && <Badge>{t("inbox.header.group")}</Badge>}
            {conversation.priority === "high" && <Badge tone="attention">{t("inbox.urgent")}</Badge>}
            {conversation.optedOutAt && <Badge tone="attention">{t("inbox.header.optedOut")}</Badge>}
          </div>
          <p className="flex min-w-0 gap-x-2 text-ink-faint text-sm">
            {conversation.phoneNumber && (
              <span dir="ltr" className="shrink-0 tabular-nums">
                {formatPhoneNumber(conversation.phoneNumber)}
              </span>
            )}
            {conversation.assigneeName && (
              <span className="truncate max-md:hidden">
                {t("inbox.lookedAfterBy", { name: conversation.assigneeName })}
              </span>
            )}
          </p>
        </div>
        {canReply && <SnoozeMenu accountId={accountId} conversation={conversation} />}
        {canReply && <HandlingMenu accountId={accountId} conversation={conversation} />}
        <Tooltip label={t("inbox.details")} side="bottom">
          <Button variant="quiet" size="icon" aria-label={t("inbox.details")} onClick={onDetails}>
            <PanelRight />
          </Button>
        </Tooltip>
      </header>
      {conversation.snoozedUntil && (
        <SnoozedLine
          accountId={accountId}
          conversationId={conversation.id}
          until={conversation.snoozedUntil}
          canReply={canReply}
        />
      )}
      {conversation.needsPersonReason && !conversation.snoozedUntil && (
        <p className="flex items-start gap-2 border-attention-line border-b bg-attention-surface px-4 py-2 text-attention text-sm md:px-5">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>
            <b className="font-medium">{t("inbox.header.waiting")}</b> <Told>{conversation.needsPersonReason}</Told>
          </span>
        </p>
      )}
      {needsBrief(conversation) && <HandoverBrief accountId={accountId} conversation={conversation} />}
    </>
  );
}
