"use client";
import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import { Section } from "@/components/ui/section";
import type { Permission } from "@/domain/access/roles";
import { contactWords } from "@/domain/words/conversation";
import { formatPhoneNumber } from "@/domain/words/phone-digits";
import { Told } from "@/i18n/told";
import { api } from "@/trpc/react";
import { ContactData } from "./contact-data";
import { ContactOptOut } from "./contact-opt-out";
import { ContactPast } from "./contact-past";
import { CustomerFacts } from "./customer-facts";
import { GoToDay } from "./go-to-day";
import type { Conversation } from "./thread-header";

interface ContactDetailsProps {
  accountId: string;
  conversation: Conversation;
  /** How often a key asked for a tag to be added. */
  tagAsked: number;
  /** Something in the thread is to be seen, which the details may cover. */
  onLeave: () => void;
}

/** Who the customer is, and what is known of them. */
export function ContactDetails({ accountId, conversation, tagAsked, onLeave }: ContactDetailsProps) {
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
          <p>
            <Told>{needsPersonReason}</Told>
          </p>
        </Section>
      )}
      <CustomerFacts accountId={accountId} conversationId={conversation.id} isGroup={isGroup} tagAsked={tagAsked} />
      {!isGroup && (
        <ContactOptOut accountId={accountId} conversation={conversation} canReply={may("conversation.reply")} />
      )}
      <ContactPast accountId={accountId} conversationId={conversation.id} />
      <Section title={t("inbox.side.lastMessage")}>
        <LocalTime date={conversation.lastMessageAt} as="short" />
      </Section>
      <GoToDay accountId={accountId} conversationId={conversation.id} onGone={onLeave} />
      {account.data && (
        <ContactData accountId={accountId} conversation={conversation} canErase={may("contact.erase")} />
      )}
    </div>
  );
}
