"use client";
import { Download } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Section } from "@/components/answer-details";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { contactWords } from "@/domain/words/conversation";
import { whoMay } from "@/domain/words/role";
import { errorWords } from "@/trpc/errors";
import { api } from "@/trpc/react";
import type { Conversation } from "./thread-header";

interface ContactDataProps {
  accountId: string;
  conversation: Conversation;
  canErase: boolean;
}

/** What customers may ask for: a copy of what is kept of them, and that it goes. */
export function ContactData({ accountId, conversation, canErase }: ContactDataProps) {
  return (
    <Section title="Their data">
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild size="sm" className="max-md:h-11">
          <a href={`/export/contact/${accountId}/${conversation.id}.json`} download>
            <Download />
            Download a copy
          </a>
        </Button>
        {canErase && <EraseContact accountId={accountId} conversation={conversation} />}
      </div>
      {!canErase && <p className="text-ink-soft text-sm">{whoMay(t, "contact.erase")} can erase it.</p>}
    </Section>
  );
}

function EraseContact({ accountId, conversation }: Omit<ContactDataProps, "canErase">) {
  const t = useTranslations();
  const [isOpen, setIsOpen] = useState(false);
  const router = useRouter();
  const utils = api.useUtils();
  const erase = api.contact.erase.useMutation({
    onSuccess: () => {
      router.replace(`/accounts/${accountId}/inbox` as Route);
      void toast.success("Everything about this customer is erased");
      return Promise.all([utils.conversation.list.invalidate(), utils.account.list.invalidate()]);
    },
  });
  const isDone = erase.isPending || erase.isSuccess;
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="quiet-danger" className="max-md:h-11">
          Erase…
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Erase ${contactWords(conversation)}?`}
        description="It goes for everybody in your team, and can't be undone."
      >
        <div className="flex flex-col gap-3">
          <p>Erased are:</p>
          <ul className="flex list-disc flex-col gap-1 ps-5">
            <li>all messages and files, sent and received, and replies that still wait</li>
            <li>what the bot understood, drafted and decided</li>
            <li>the name, number, tags, forms and what is known of them</li>
            <li>your team's notes on this conversation</li>
            <li>test questions in their own words, and their part in what customers ask</li>
          </ul>
          <p className="text-ink-soft">
            Figures stay, without a name. {conversation.optedOutAt && "That they opted out is remembered. "}
            What your team wrote into documents stays, and so does the chat on your phone: delete it there too. When
            they write again, they are somebody new.
          </p>
          {erase.error && (
            <p role="alert" className="text-danger">
              {errorWords(erase.error, t)}
            </p>
          )}
        </div>
        <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button
            variant="danger"
            isPending={isDone}
            onClick={() => erase.mutate({ accountId, conversationId: conversation.id })}
          >
            Erase for ever
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
