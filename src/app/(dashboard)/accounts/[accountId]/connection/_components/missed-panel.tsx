"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { initials } from "@/domain/words/initials";
import { api } from "@/trpc/react";

const SHOWN_FIRST = 5;
/** The server tells no more than this. */
const TOLD_AT_MOST = 100;

/** Customers who wrote while Parley was offline for so long that an answer would have come out of nowhere. */
export function MissedPanel({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [missed] = api.conversation.missed.useSuspenseQuery({ accountId });
  const [isWhole, setIsWhole] = useState(false);
  if (missed.length === 0) return <p className="max-w-[60ch] text-ink-soft">{t("connection.missed.nothing")}</p>;
  const shown = isWhole ? missed : missed.slice(0, SHOWN_FIRST);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">
        {t.rich(missed.length >= TOLD_AT_MOST ? "connection.missed.many" : "connection.missed.some", {
          count: missed.length,
          who: (words) => <b className="font-medium text-attention">{words}</b>,
        })}
      </p>
      <ul aria-label={t("connection.missed.title")} className="flex flex-col divide-y divide-line border-y">
        {shown.map(({ conversationId, contactName, preview, sentAt }) => (
          <li key={`${conversationId}/${sentAt.getTime()}`}>
            <Link
              href={`/accounts/${accountId}/inbox/${conversationId}` as Route}
              className="-mx-2 grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-2 py-2.5 transition-colors hover:bg-hover/60 focus-visible:-outline-offset-2"
            >
              <Avatar initials={initials(contactName)} />
              <span className="flex min-w-0 flex-col">
                <span className="truncate font-medium">{contactName}</span>
                <span dir="auto" className="truncate text-ink-soft text-sm">
                  {preview}
                </span>
              </span>
              <LocalTime date={sentAt} as="moment" className="self-start pt-0.5 text-ink-faint text-xs" />
            </Link>
          </li>
        ))}
      </ul>
      {missed.length > SHOWN_FIRST && (
        <div>
          <Button size="sm" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t("connection.showLess") : t("connection.showAll", { count: missed.length })}
          </Button>
        </div>
      )}
    </div>
  );
}
