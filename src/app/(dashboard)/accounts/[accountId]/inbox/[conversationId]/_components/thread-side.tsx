"use client";
import { X } from "lucide-react";
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
  const isWide = useMediaQuery("(min-width: 87.5rem)");
  const title = content.kind === "turn" ? "Why this answer" : "Details";
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
        <Button variant="quiet" size="icon-sm" aria-label="Close" onClick={onClose}>
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
  const { phoneNumber, owner, takeoverUntil, needsPersonReason, isGroup } = conversation;
  const account = api.account.get.useQuery({ accountId });
  const may = (permission: Permission) => account.data?.permissions.includes(permission) ?? false;
  return (
    <div className="flex flex-col gap-6">
      <Section title="Name">
        <p className="break-words">{contactWords(conversation)}</p>
      </Section>
      {isGroup ? (
        <Section title="Group">
          <p>The bot answers here only when somebody mentions this number, and everybody in it reads that.</p>
        </Section>
      ) : (
        <Section title="Number">
          <p className="tabular-nums">
            {phoneNumber ? formatPhoneNumber(phoneNumber) : "Hidden by WhatsApp. Replies still reach this person."}
          </p>
        </Section>
      )}
      <Section title="Who answers">
        <p>{owner === "bot" ? "The bot" : "A person of the team"}</p>
        {owner === "person" && (
          <p className="text-ink-soft text-sm">
            {takeoverUntil ? (
              <>
                The bot takes over again at <LocalTime date={takeoverUntil} as="clock" />.
              </>
            ) : (
              "Until it is given back."
            )}
          </p>
        )}
      </Section>
      {conversation.assigneeName && (
        <Section title="Looked after by">
          <p className="break-words">{conversation.assigneeName}</p>
        </Section>
      )}
      {needsPersonReason && (
        <Section title="Waiting because">
          <p>{needsPersonReason}</p>
        </Section>
      )}
      <CustomerFacts accountId={accountId} conversationId={conversation.id} isGroup={isGroup} />
      {!isGroup && (
        <ContactOptOut accountId={accountId} conversation={conversation} canReply={may("conversation.reply")} />
      )}
      <ContactPast accountId={accountId} conversationId={conversation.id} />
      <Section title="Last message">
        <LocalTime date={conversation.lastMessageAt} as="short" />
      </Section>
      {account.data && (
        <ContactData accountId={accountId} conversation={conversation} canErase={may("contact.erase")} />
      )}
    </div>
  );
}

function TurnDetails({ accountId, turnId }: { accountId: string; turnId: string }) {
  const turn = api.conversation.turn.useQuery({ accountId, turnId });
  const account = api.account.get.useQuery({ accountId });
  if (turn.error) return <ErrorView error={turn.error} retry={() => void turn.refetch()} />;
  if (!turn.data)
    return (
      <SkeletonGroup label="Loading the reasons" className="flex flex-col gap-3">
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
