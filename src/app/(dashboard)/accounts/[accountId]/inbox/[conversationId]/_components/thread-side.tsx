"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { AnswerDetails, Section } from "@/components/answer-details";
import { ErrorView } from "@/components/error-view";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { useMediaQuery } from "@/components/ui/use-media-query";
import type { Permission } from "@/domain/access/roles";
import { formatPhoneNumber } from "@/domain/words/connection";
import { contactWords } from "@/domain/words/conversation";
import { api } from "@/trpc/react";
import { ContactData } from "./contact-data";
import { ContactOptOut } from "./contact-opt-out";
import { ContactPast } from "./contact-past";
import { CustomerFacts } from "./customer-facts";
import type { Conversation } from "./thread-header";

export type SideContent = { kind: "contact" } | { kind: "turn"; turnId: string };

interface ThreadSideProps {
  accountId: string;
  conversation: Conversation;
  content: SideContent;
  /** By default it stands there on wide windows and nowhere else. */
  openness: "by-default" | "yes" | "no";
  onClose: () => void;
}

/** Beside the thread: who the customer is, or why the bot answered as it did. A sheet where there is no room. */
export function ThreadSide({ accountId, conversation, content, openness, onClose }: ThreadSideProps) {
  const t = useTranslations();
  const isWide = useMediaQuery("(min-width: 87.5rem)");
  const title = t(content.kind === "turn" ? "inbox.message.why" : "inbox.details");
  const body =
    content.kind === "turn" ? (
      <TurnDetails key={content.turnId} accountId={accountId} turnId={content.turnId} />
    ) : (
      <ContactDetails accountId={accountId} conversation={conversation} />
    );
  if (!isWide && openness === "yes")
    return (
      <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title}>
        <div className="p-5">{body}</div>
      </Sheet>
    );
  if (openness === "no") return null;
  return (
    <aside
      aria-label={title}
      className={cn("flex w-80 shrink-0 flex-col border-s max-[87.5rem]:hidden", content.kind === "turn" && "w-96")}
    >
      <header className="flex h-15 shrink-0 items-center justify-between border-b pe-3 ps-5">
        <h2 className="font-semibold">{title}</h2>
        <Button variant="quiet" size="icon-sm" aria-label={t("common.actions.close")} onClick={onClose}>
          <X />
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <div tabIndex={0} className="scroll-quiet min-h-0 flex-1 overflow-y-auto p-5 -outline-offset-2">
        {body}
      </div>
    </aside>
  );
}

function ContactDetails({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
  const t = useTranslations();
  const { phoneNumber, owner, takeoverUntil, needsPersonReason, isGroup } = conversation;
  const account = api.account.get.useQuery({ accountId });
  const may = (permission: Permission) => account.data?.permissions.includes(permission) ?? false;
  return (
    <div className="flex flex-col gap-6">
      <Section title={t("inbox.side.name")}>
        <p className="break-words">{contactWords(t, conversation)}</p>
      </Section>
      {isGroup ? (
        <Section title={t("inbox.header.group")}>
          <p>{t("inbox.side.groupDetail")}</p>
        </Section>
      ) : (
        <Section title={t("inbox.side.number")}>
          <p className="tabular-nums">
            {phoneNumber ? <bdi dir="ltr">{formatPhoneNumber(phoneNumber)}</bdi> : t("inbox.side.numberHidden")}
          </p>
        </Section>
      )}
      <Section title={t("inbox.side.whoAnswers")}>
        <p>{t(owner === "bot" ? "inbox.side.bot" : "inbox.side.person")}</p>
        {owner === "person" && (
          <p className="text-ink-soft text-sm">
            {takeoverUntil
              ? t.rich("inbox.side.botAgainAt", { time: () => <LocalTime date={takeoverUntil} as="clock" /> })
              : t("inbox.side.untilGivenBack")}
          </p>
        )}
      </Section>
      {conversation.assigneeName && (
        <Section title={t("inbox.side.lookedAfterBy")}>
          <p className="break-words">{conversation.assigneeName}</p>
        </Section>
      )}
      {needsPersonReason && (
        <Section title={t("inbox.side.waitingBecause")}>
          <p>{needsPersonReason}</p>
        </Section>
      )}
      <CustomerFacts accountId={accountId} conversationId={conversation.id} isGroup={isGroup} />
      {!isGroup && (
        <ContactOptOut accountId={accountId} conversation={conversation} canReply={may("conversation.reply")} />
      )}
      <ContactPast accountId={accountId} conversationId={conversation.id} />
      <Section title={t("inbox.side.lastMessage")}>
        <LocalTime date={conversation.lastMessageAt} as="short" />
      </Section>
      {account.data && (
        <ContactData accountId={accountId} conversation={conversation} canErase={may("contact.erase")} />
      )}
    </div>
  );
}

function TurnDetails({ accountId, turnId }: { accountId: string; turnId: string }) {
  const t = useTranslations();
  const turn = api.conversation.turn.useQuery({ accountId, turnId });
  const account = api.account.get.useQuery({ accountId });
  if (turn.error) return <ErrorView error={turn.error} retry={() => void turn.refetch()} />;
  if (!turn.data)
    return (
      <SkeletonGroup label={t("inbox.side.loadingReasons")} className="flex flex-col gap-3">
        <Skeleton className="h-4 w-1/3" />
        <Skeleton className="h-10" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </SkeletonGroup>
    );
  const { band, score, reason, trace, answeredWith } = turn.data;
  return (
    <AnswerDetails
      accountId={accountId}
      band={band}
      score={score}
      reason={reason}
      trace={trace}
      answeredWith={answeredWith}
      canReadSettings={account.data?.permissions.includes("config.read") ?? false}
    />
  );
}
