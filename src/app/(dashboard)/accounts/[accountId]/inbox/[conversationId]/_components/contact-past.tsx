"use client";
import { Section } from "@/components/answer-details";
import { ErrorView } from "@/components/error-view";
import { LocalTime } from "@/components/ui/local-time";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { api } from "@/trpc/react";

/** What there was with this customer so far. */
export function ContactPast({ accountId, conversationId }: { accountId: string; conversationId: string }) {
  const past = api.contact.past.useQuery({ accountId, conversationId });
  if (past.error) return <ErrorView error={past.error} retry={() => void past.refetch()} />;
  if (!past.data)
    return (
      <SkeletonGroup label="Loading what there was so far" className="flex flex-col gap-2">
        <Skeleton className="h-3 w-1/4" />
        <Skeleton className="h-10" />
      </SkeletonGroup>
    );
  const { firstSeenAt, conversationCount, receivedCount, sentCount, handovers } = past.data;
  return (
    <Section title="So far">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-ink-soft">First seen</dt>
        <dd>
          <LocalTime date={firstSeenAt} as="moment" />
        </dd>
        <dt className="text-ink-soft">Conversations</dt>
        <dd className="tabular-nums">{conversationCount.toLocaleString("en")}</dd>
        <dt className="text-ink-soft">Messages</dt>
        <dd className="tabular-nums">
          {receivedCount.toLocaleString("en")} from them, {sentCount.toLocaleString("en")} from you
        </dd>
      </dl>
      {handovers.length > 0 && (
        <div className="flex flex-col gap-1">
          <p className="text-ink-soft">Handed over last</p>
          <ul aria-label="Handed over last" className="flex flex-col gap-1.5">
            {handovers.map(({ turnId, reason, at }) => (
              <li key={turnId} className="flex flex-col">
                <span className="break-words">{reason ?? "No reason was noted."}</span>
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
