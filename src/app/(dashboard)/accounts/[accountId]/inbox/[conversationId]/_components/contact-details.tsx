"use client";
import { Section } from "@/components/answer-details";
import { LocalTime } from "@/components/ui/local-time";
import type { Permission } from "@/domain/access/roles";
import { formatPhoneNumber } from "@/domain/words/connection";
import { contactWords } from "@/domain/words/conversation";
import { api } from "@/trpc/react";
import { ContactData } from "./contact-data";
import { ContactOptOut } from "./contact-opt-out";
import { ContactPast } from "./contact-past";
import { CustomerFacts } from "./customer-facts";
import type { Conversation } from "./thread-header";

/** Who the customer is, and what is known of them. */
export function ContactDetails({ accountId, conversation }: { accountId: string; conversation: Conversation }) {
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
