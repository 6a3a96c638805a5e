"use client";
import { Download } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Section } from "@/components/ui/section";
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
  const t = useTranslations();
  return (
    <Section title={t("inbox.data.title")}>
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild size="sm" className="max-md:h-11">
          <a href={`/export/contact/${accountId}/${conversation.id}.json`} download>
            <Download />
            {t("inbox.data.download")}
          </a>
        </Button>
        {canErase && <EraseContact accountId={accountId} conversation={conversation} />}
      </div>
      {!canErase && (
        <p className="text-ink-soft text-sm">{t("inbox.data.whoCanErase", { who: whoMay(t, "contact.erase") })}</p>
      )}
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
      void toast.success(t("inbox.data.erased"));
      return Promise.all([utils.conversation.list.invalidate(), utils.account.list.invalidate()]);
    },
  });
  const isDone = erase.isPending || erase.isSuccess;
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="quiet-danger" className="max-md:h-11">
          {t("inbox.data.erase")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("inbox.data.ask", { name: contactWords(t, conversation) })}
        description={t("inbox.data.askDetail")}
      >
        <div className="flex flex-col gap-3">
          <p>{t("inbox.data.erasedAre")}</p>
          <ul className="flex list-disc flex-col gap-1 ps-5">
            <li>{t("inbox.data.messages")}</li>
            <li>{t("inbox.data.decisions")}</li>
            <li>{t("inbox.data.known")}</li>
            <li>{t("inbox.data.notes")}</li>
            <li>{t("inbox.data.tests")}</li>
          </ul>
          <p className="text-ink-soft">{t("inbox.data.stays", { isOut: conversation.optedOutAt ? "yes" : "no" })}</p>
          {erase.error && (
            <p role="alert" className="text-danger">
              {errorWords(erase.error, t)}
            </p>
          )}
        </div>
        <div className="flex justify-end gap-2 max-sm:flex-col-reverse max-sm:*:h-11">
          <DialogClose asChild>
            <Button>{t("inbox.data.keep")}</Button>
          </DialogClose>
          <Button
            variant="danger"
            isPending={isDone}
            onClick={() => erase.mutate({ accountId, conversationId: conversation.id })}
          >
            {t("inbox.data.eraseForEver")}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
