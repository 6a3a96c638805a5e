"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Section } from "@/components/answer-details";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { LocalTime } from "@/components/ui/local-time";
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
  const isOut = conversation.optedOutAt !== null;
  const change = api.contact.setOptOut.useMutation({
    onSuccess: (_output, input) => {
      setIsAsking(false);
      void toast.success(input.isOut ? "The bot no longer writes to them" : "The bot answers them again");
    },
    onError: (error) => void toast.error("Nothing has changed", { description: errorWords(error, t) }),
    onSettled: () => Promise.all([utils.conversation.get.invalidate(key), utils.conversation.list.invalidate()]),
  });
  return (
    <Section title="Automatic messages">
      {conversation.optedOutAt ? (
        <p>
          Opted out <LocalTime date={conversation.optedOutAt} as="moment" />. The bot stays silent until they write
          START; people of your team can still reply.
        </p>
      ) : (
        <p>The bot may answer them.</p>
      )}
      {canReply && (
        <Button
          size="sm"
          className="self-start max-md:h-11"
          isPending={change.isPending && !isAsking}
          onClick={() => (isOut ? setIsAsking(true) : change.mutate({ ...key, isOut: true }))}
        >
          {isOut ? "Let the bot answer again…" : "Opt them out"}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Let the bot answer them again?"
        description="They asked for no more automatic messages. Do this only when they have told you that they want them again."
        confirmLabel="They want them again"
        cancelLabel="Keep it off"
        isPending={change.isPending}
        onConfirm={() => change.mutate({ ...key, isOut: false })}
      />
    </Section>
  );
}
