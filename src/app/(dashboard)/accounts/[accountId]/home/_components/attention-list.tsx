"use client";
import { BookOpenText, CircleCheck, Inbox, type LucideIcon, Smartphone } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { attentionWords } from "@/domain/words/home";
import { api } from "@/trpc/react";

const ICONS: Record<"connection" | "inbox" | "knowledge", LucideIcon> = {
  connection: Smartphone,
  inbox: Inbox,
  knowledge: BookOpenText,
};

/** What waits for somebody, each a click away from where it is done. */
export function AttentionList({ accountId }: { accountId: string }) {
  const t = useTranslations();
  const [{ attention }] = api.home.overview.useSuspenseQuery({ accountId });
  if (attention.length === 0)
    return (
      <p className="flex items-center gap-2.5 text-ink-soft">
        <CircleCheck aria-hidden="true" className="size-4 text-success" />
        {t("home.attention.nothing")}
      </p>
    );
  return (
    <ul aria-label={t("home.attention.title")} className="flex flex-col divide-y divide-line">
      {attention.map((item) => {
        const { says, action, segment, query = "" } = attentionWords(t, item);
        const Icon = ICONS[segment];
        return (
          <li key={item.kind} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 first:pt-0">
            <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
            <p className="min-w-0 flex-1 basis-60">{says}</p>
            <Link
              href={`/accounts/${accountId}/${segment}${query}` as Route}
              className="rounded-mark font-medium text-accent underline underline-offset-3 max-md:ps-8"
            >
              {action}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
