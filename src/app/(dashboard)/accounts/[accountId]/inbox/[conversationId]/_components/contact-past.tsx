"use client";
import { useLocale, useTranslations } from "next-intl";
import { ErrorView } from "@/components/error-view";
import { LocalTime } from "@/components/ui/local-time";
import { Section } from "@/components/ui/section";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { Told } from "@/i18n/told";
import { api } from "@/trpc/react";

/** What there was with this customer so far. */
export function ContactPast({ accountId, conversationId }: { accountId: string; conversationId: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const past = api.contact.past.useQuery({ accountId, conversationId });
  if (past.error) return <ErrorView error={past.error} retry={() => void past.refetch()} />;
  if (!past.data)
    return (
      <SkeletonGroup label={t("inbox.past.loading")} className="flex flex-col gap-2">
        <Skeleton className="h-3 w-1/4" />
        <Skeleton className="h-10" />
      </SkeletonGroup>
    );
  const { firstSeenAt, conversationCount, receivedCount, sentCount, handovers } = past.data;
  return (
    <Section title={t("inbox.past.title")}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-ink-soft">{t("inbox.past.firstSeen")}</dt>
        <dd>
          <LocalTime date={firstSeenAt} as="moment" />
        </dd>
        <dt className="text-ink-soft">{t("inbox.past.conversations")}</dt>
        <dd className="tabular-nums">{conversationCount.toLocaleString(locale)}</dd>
        <dt className="text-ink-soft">{t("inbox.past.messages")}</dt>
        <dd className="tabular-nums">{t("inbox.past.fromThemAndYou", { received: receivedCount, sent: sentCount })}</dd>
      </dl>
      {handovers.length > 0 && (
        <div className="flex flex-col gap-1">
          <p className="text-ink-soft">{t("inbox.past.handedOver")}</p>
          <ul aria-label={t("inbox.past.handedOver")} className="flex flex-col gap-1.5">
            {handovers.map(({ turnId, reason, at }) => (
              <li key={turnId} className="flex flex-col">
                <span className="break-words">
                  {reason === null ? t("inbox.past.noReason") : <Told>{reason}</Told>}
                </span>
                <span className="text-ink-faint text-xs">
                  <LocalTime date={at} as="moment" />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
