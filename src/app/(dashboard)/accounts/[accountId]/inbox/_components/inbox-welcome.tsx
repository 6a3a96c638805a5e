"use client";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { api } from "@/trpc/react";

/** The empty side of the inbox: what it is for, or what is still to be done before anything can arrive. */
export function InboxWelcome({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const connection = api.connection.get.useQuery({ accountId });
  const documents = api.knowledge.list.useQuery({ accountId });
  const conversations = api.conversation.list.useQuery({ accountId, limit: 1 });
  if (!connection.data || !documents.data || !conversations.data) return <div className="flex-1" />;

  const isConnected = connection.data.state === "ready";
  const isKnowing = documents.data.some(({ status }) => status === "ready");
  const isSetUp = isConnected && isKnowing;
  const hasConversations = conversations.data.conversations.length > 0;
  return (
    <section
      aria-label={t("inbox.welcome.label")}
      className={cn(
        "flex-1 flex-col items-center justify-center gap-8 p-6 md:flex",
        // On phones the list is the page, unless there is nothing in it and something to do first.
        isSetUp || hasConversations ? "hidden" : "fixed inset-x-0 bottom-32 flex md:static",
      )}
    >
      {isSetUp ? (
        <div className="flex max-w-sm flex-col gap-1.5 text-center max-md:hidden">
          <p className="font-semibold text-lg">
            {t(hasConversations ? "inbox.welcome.choose" : "inbox.welcome.ready")}
          </p>
          <p className="text-ink-soft">
            {t(hasConversations ? "inbox.welcome.chooseDetail" : "inbox.welcome.readyDetail")}
          </p>
        </div>
      ) : (
        <div className="flex w-full max-w-md flex-col gap-3">
          <h2 className="font-semibold text-lg">{t("inbox.welcome.toFirstAnswer")}</h2>
          <ol aria-label={t("inbox.welcome.setUp")} className="flex flex-col divide-y divide-line border-y">
            <SetUpStep
              isDone={isConnected}
              isNext
              title={t("inbox.welcome.connect")}
              detail={t("inbox.welcome.connectDetail")}
              href={`/accounts/${accountId}/connection`}
              action={t("inbox.welcome.openConnection")}
            />
            <SetUpStep
              isDone={isKnowing}
              isNext={isConnected}
              title={t("inbox.welcome.add")}
              detail={t("inbox.welcome.addDetail")}
              href={`/accounts/${accountId}/knowledge`}
              action={t("inbox.welcome.addDocuments")}
            />
          </ol>
        </div>
      )}
    </section>
  );
}

interface SetUpStepProps {
  isDone: boolean;
  /** Its button is the page's main one. */
  isNext: boolean;
  title: string;
  detail: string;
  href: string;
  action: string;
}

function SetUpStep({ isDone, isNext, title, detail, href, action }: SetUpStepProps) {
  const t = useTranslations();
  return (
    <li className="flex items-center gap-4 py-4 max-sm:flex-wrap">
      <span
        className={cn(
          "flex size-6 shrink-0 items-center justify-center rounded-full border",
          isDone ? "border-success-line bg-success-surface text-success" : "border-outline border-dashed",
        )}
      >
        {isDone && <Check aria-label={t("inbox.welcome.done")} className="size-3.5" />}
      </span>
      <div className="flex min-w-0 flex-1 flex-col max-sm:basis-3/4">
        <p className={cn("font-medium", isDone && "text-ink-soft")}>{title}</p>
        {!isDone && <p className="text-ink-soft text-sm">{detail}</p>}
      </div>
      {!isDone && (
        <Button asChild variant={isNext ? "primary" : "secondary"} className="max-sm:ms-10">
          <Link href={href as Route}>{action}</Link>
        </Button>
      )}
    </li>
  );
}
