"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
import { Section } from "@/components/ui/section";
import { toast } from "@/components/ui/toast";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { Conversation } from "./thread-header";

interface ContactOptOutProps {
  accountId: string;
  conversation: Conversation;
  canReply: boolean;
}

/** Whether this customer gets automatic messages, and who may say so. */
export function ContactOptOut({ accountId, conversation, canReply }: ContactOptOutProps) {
  const t = useTranslations();
  const [isAsking, setIsAsking] = useState(false);
  const utils = api.useUtils();
  const key = { accountId, conversationId: conversation.id };
  const { optedOutAt } = conversation;
  const isOut = optedOutAt !== null;
  const change = api.contact.setOptOut.useMutation({
    onSuccess: (_output, input) => {
      setIsAsking(false);
      void toast.success(t(input.isOut ? "inbox.optOut.noLonger" : "inbox.optOut.again"));
    },
    onError: (error) => void toast.error(t("common.actions.nothingHasChanged"), { description: errorWords(error, t) }),
    onSettled: () => Promise.all([utils.conversation.get.invalidate(key), utils.conversation.list.invalidate()]),
  });
  return (
    <Section title={t("inbox.optOut.title")}>
      <p>
        {optedOutAt
          ? t.rich("inbox.optOut.out", { time: () => <LocalTime date={optedOutAt} as="moment" /> })
          : t("inbox.optOut.in")}
      </p>
      {canReply && (
        <Button
          size="sm"
          className="self-start max-md:h-11"
          isPending={change.isPending && !isAsking}
          onClick={() => (isOut ? setIsAsking(true) : change.mutate({ ...key, isOut: true }))}
        >
          {t(isOut ? "inbox.optOut.letAnswer" : "inbox.optOut.optOut")}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("inbox.optOut.ask")}
        description={t("inbox.optOut.askDetail")}
        confirmLabel={t("inbox.optOut.wantsAgain")}
        cancelLabel={t("inbox.optOut.keepOff")}
        isPending={change.isPending}
        onConfirm={() => change.mutate({ ...key, isOut: false })}
      />
    </Section>
  );
}
